#!/usr/bin/env bash
# package.sh VERSION TAGS: builds dist/semblance-VERSION-linux-ARCH.tar.xz, which
# holds both programs with OpenBLAS inside, the desktop entry and icon that fyne's
# tool makes, the type of session files, all licences, and a Makefile to install them.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=$1 tags=$2
fyne=fyne.io/tools/cmd/fyne@v1.7.4
id=app.semblance.Semblance
name=semblance-$version-linux-$(go env GOARCH)

stage=$PWD/dist/stage
rm -rf "$stage"
mkdir -p "$stage"
trap 'rm -rf "$stage"' EXIT

build() { go build -trimpath -tags "$2" -ldflags "-s -w -X main.version=$version" -o "$stage/$1" "./cmd/$1"; }
build semblance "$tags,release,static"
build semblance-cli static

# A package that wants what the target may not have is worse than none.
for program in semblance semblance-cli; do
  wants=$(readelf -d "$stage/$program" | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p' | grep -vE '^(libc|libm|libgcc_s|libGL|ld-linux.*)\.so\.[0-9]+$' || true)
  if [ -n "$wants" ]; then echo "$program is linked to $wants, not on every desktop." >&2; exit 1; fi
done

# fyne's tool counts builds in FyneApp.toml, so it works on a copy; and it looks
# for Go code beside that file. What it compresses is unpacked at once.
mkdir "$stage/app"
cp --parents FyneApp.toml assets/icon.png assets/doc.go "$stage/app"
(cd "$stage/app" && XZ_OPT=-0 go run "$fyne" package --target linux --release --executable "$stage/semblance")
mkdir "$stage/$name"
tar -C "$stage/$name" --strip-components=1 -xf "$stage/app/Semblance.tar.xz"

# Its Makefile installs one program, under the name "semblance %F" where the
# desktop entry opens files.
cp packaging/linux/install.mk "$stage/$name/Makefile"
usr=$stage/$name/usr/local
install -Dm755 "$stage/semblance-cli" -t "$usr/bin"
install -Dm644 assets/icon.svg "$usr/share/icons/hicolor/scalable/apps/$id.svg"
install -Dm644 packaging/linux/semblance.xml "$usr/share/mime/packages/$id.xml"
install -Dm644 README.md CHANGELOG.md LICENSE -t "$usr/share/doc/semblance"

licences=$usr/share/doc/semblance/licences
install -Dm644 "$(go env GOROOT)/LICENSE" "$licences/go/LICENSE"
for package in libopenblas-dev liblapacke-dev gfortran; do
  install -Dm644 "/usr/share/doc/$package/copyright" "$licences/$package/copyright"
done
go list -deps -tags "$tags" -f '{{with .Module}}{{if not .Main}}{{.Path}} {{.Dir}}{{end}}{{end}}' ./cmd/semblance ./cmd/semblance-cli |
  sort -u | while read -r module folder; do
    mkdir -p "$licences/$module"
    # Fyne keeps its fonts' licences beside them.
    (cd "$folder" && find . -maxdepth 3 -type f \( -iname 'licen[cs]e*' -o -iname 'copying*' -o -iname 'notice*' -o -iname 'patents' \) \
      -exec cp --parents --no-preserve=mode -t "$licences/$module" {} +)
    if [ -z "$(ls -A "$licences/$module")" ]; then echo "$module has no licence file." >&2; exit 1; fi
  done

# Both programs hold the same OpenBLAS, which a dictionary that spans them stores once.
tar -C "$stage" --sort=name --owner=0 --group=0 --numeric-owner -cf - "$name" |
  xz --lzma2=preset=6,dict=128MiB >"$stage/$name.tar.xz"
mv "$stage/$name.tar.xz" dist/
echo "dist/$name.tar.xz"
