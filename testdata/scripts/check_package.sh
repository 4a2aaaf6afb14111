#!/usr/bin/env bash
# check_package.sh PACKAGE.tar.xz PICTURE.png: installs the package into a bare
# Debian that has libgl1 and Mesa's drivers beside it and no X library but what
# those bring, starts the desktop entry there as a plain user on a screen of its
# own, and keeps a picture of the window. Needs root, for the bare Debian.
set -euo pipefail
package=$(realpath "$1") picture=$(realpath -m "$2")
name=$(basename "$package" .tar.xz)
version=${name#semblance-} version=${version%-linux-*}
suite=${SUITE:-bookworm} mirror=${MIRROR:-http://deb.debian.org/debian}
work=$(mktemp -d)
root=$work/root
app='' xvfb=''

leave() {
  [ -z "$app" ] || kill "$app" 2>/dev/null || true
  [ -z "$xvfb" ] || kill "$xvfb" 2>/dev/null || true
  wait 2>/dev/null || true
  for mount in tmp/.X11-unix proc; do
    if mountpoint -q "$root/$mount"; then umount "$root/$mount"; fi
  done
  rm -rf --one-file-system "$work"
}
trap leave EXIT

fail() { echo "$*" >&2; exit 1; }
inside() { chroot --userspec=1000:1000 "$root" env -i HOME=/home/user PATH=/usr/local/bin:/usr/bin:/bin "$@"; }

# shades counts the colours where the figure is; its empty sheet has one.
shades() { convert "$picture" -crop 800x600+120+80 -format %k info:; }

echo "A bare Debian $suite"
debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$work/debootstrap.log" || fail "$(tail "$work/debootstrap.log")"
chroot "$root" env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends libgl1 libgl1-mesa-dri >/dev/null 2>&1
install -d -o 1000 -g 1000 "$root/home/user"
mount -t proc proc "$root/proc"

tar -C "$work" -xf "$package"
make -sC "$work/$name" install DESTDIR="$root"
for program in semblance semblance-cli; do
  missing=$(chroot "$root" ldd "/usr/local/bin/$program" | grep 'not found' || true)
  [ -z "$missing" ] || fail "$program lacks $missing"
done
echo "X libraries there:" $(cd "$root/usr/lib" && find . -name 'libX*.so.*' -printf '%f\n' | sed 's/\.so.*//' | sort -u)

[ "$(inside semblance --version)" = "semblance $version" ] || fail "The package says it is $version, the program $(inside semblance --version)."
inside semblance-cli version
inside semblance-cli compare --sample gen-mem --network generalizing-0 --network memorizing-0 -o /home/user/layers.pdf >/dev/null
[ -s "$root/home/user/layers.pdf" ] || fail "semblance-cli drew no figure."

Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>"$work/display" 2>"$work/xvfb.log" &
xvfb=$!
until [ -s "$work/display" ]; do kill -0 "$xvfb" && sleep 0.2; done
display=:$(cat "$work/display")
install -d "$root/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"

entry=$root/usr/local/share/applications/app.semblance.Semblance.desktop
command=$(sed -n 's/^Exec=//p' "$entry" | sed 's/ %.//')
[ -s "$root/usr/local/share/icons/hicolor/scalable/apps/$(sed -n 's/^Icon=//p' "$entry").svg" ] || fail "The desktop entry's icon is not installed."
inside DISPLAY="$display" $command >"$work/app.log" 2>&1 &
app=$!
export DISPLAY=$display
for _ in $(seq 300); do
  kill -0 "$app" 2>/dev/null || fail "The window closed: $(cat "$work/app.log")"
  window=$(xdotool search --onlyvisible --class "$(sed -n 's/^StartupWMClass=//p' "$entry")" 2>/dev/null | head -1 || true)
  if [ -n "$window" ] && import -window root "$picture" && [ "$(shades)" -gt 300 ]; then
    echo "It draws: $picture"
    exit 0
  fi
  sleep 0.5
done
fail "No figure appeared: $(cat "$work/app.log")"
