# make run    builds the app and opens it on the sample study
# make test   the whole test suite
# make bench  our benchmarks, and numpy's time for the same work
# make lint   formatting and static analysis
# make gallery        the figures and the page of docs/gallery.md anew
# make package        the Linux package, in dist
# make package-check  that package installed and started in a bare Debian
#
# Whatever is missing is installed first: Debian packages here, Go modules by go.

SHELL := /bin/bash
.DEFAULT_GOAL := build

# x11 leaves Wayland out; gles spares compiling desktop OpenGL, which takes minutes;
# with migrated_fynedo Fyne trusts that all UI calls are on its own goroutine. A
# plain go build works, too: for that alone are the packages of Wayland.
DEVTAGS := x11,gles
TAGS    := $(DEVTAGS),migrated_fynedo

# The last tag and what came after it; before there is one, FyneApp.toml's number.
NEXT    := $(shell sed -n 's/^Version = "\(.*\)"/\1/p' FyneApp.toml)
VERSION := $(patsubst v%,%,$(or $(shell git describe --tags --match 'v[0-9]*' --dirty 2>/dev/null),\
  $(shell at=$$(git describe --always --dirty --exclude '*' 2>/dev/null) && echo $(NEXT)-$$(git rev-list --count HEAD)-g$$at),$(NEXT)))
LDFLAGS := -X main.version=$(VERSION)

GOFUMPT     := mvdan.cc/gofumpt@v0.12.0
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

ENGINE_PACKAGES := gcc libc6-dev pkg-config libopenblas-dev liblapacke-dev
WINDOW_PACKAGES := libgl-dev libwayland-dev libxkbcommon-dev libx11-dev libxcursor-dev libxrandr-dev libxinerama-dev libxi-dev libxxf86vm-dev
RUN_PACKAGES    := libgl1 libgl1-mesa-dri
STATIC_PACKAGES := gfortran binutils xz-utils
CHECK_PACKAGES  := debootstrap xvfb xdotool imagemagick
TEST_PACKAGES   := xvfb xauth xdotool x11-utils imagemagick librsvg2-bin libxml2-utils python3-numpy python3-torch poppler-utils ghostscript texlive-latex-base texlive-latex-recommended texlive-pictures texlive-luatex texlive-xetex

# Packages with goroutines of their own; the window's, which takes longest, in halves
# side by side. Drawing has none, and is done from several.
RACES       := race-window race-again race-rest race-draw
race-rest   := ./core/background ./core/linalg ./core/representation ./core/resultcache ./core/study ./core/analysis ./core/job ./ui/look ./ui/model ./ui/preferences ./ui/view ./ui/widgets
race-window := ./ui -run '^Test[A-L]'
race-again  := ./ui -run '^Test[^A-L]'
race-draw   := ./plotting/render -run 'SameFigureSameBytes|LargeMatrix|Concern'
# Tests that other programs do (reading figures, writing studies), of numbers over
# many draws, and of how the window is laid out have no races that others have not.
OTHERS  := IsReadBy|IsDrawnBy|IsIdentified|TestRecorderOf
DRAWS   := Evidence|Covers|Calibrated|TestFigure2|TestFigureA2|SharedData|ClearCuts|OddFigures|Golden
LAYOUTS := FitsHalfAScreen|EndAtOneEdge|PreferencesAreRestored|WindowIsScaled|AndSequencesGrey|LightDark|EveryControl
# Packages that compute with the engine, for the engine without C.
NUMERIC := ./core/linalg ./core/representation ./core/similarity ./core/analysis

.PHONY: build run cli test $(RACES) bench lint gallery package package-check clean app-packages test-packages go

build: app-packages
	go build -tags $(TAGS) -ldflags "$(LDFLAGS)" -o bin/semblance ./cmd/semblance
	go build -ldflags "$(LDFLAGS)" -o bin/semblance-cli ./cmd/semblance-cli

cli: go
	@$(call install,$(ENGINE_PACKAGES))
	go build -ldflags "$(LDFLAGS)" -o bin/semblance-cli ./cmd/semblance-cli

run: build
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then bin/semblance; \
	else echo "There is no display; drawing the sample's figures into ./out instead."; bin/semblance --out out; fi

test: app-packages test-packages
	go vet -tags $(DEVTAGS) ./...
	go test -tags $(DEVTAGS) ./...
	go test -tags purego $(NUMERIC)
	$(MAKE) -j2 race-window race-again
	$(MAKE) -j2 race-rest race-draw
	cd cmd/trainsamples && go test ./...

$(RACES):
	go test -race -timeout 30m -skip '$(OTHERS)|$(DRAWS)|$(LAYOUTS)' $($@)

bench: app-packages test-packages
	go test -run '^$$' -bench . -benchtime 5x -tags $(DEVTAGS) ./core/... ./plotting/...
	/usr/bin/python3 testdata/scripts/bench_pwcca.py
	/usr/bin/python3 testdata/scripts/bench_pwcca.py 2000 128 20
	/usr/bin/python3 testdata/scripts/bench_load.py

lint: app-packages
	@unformatted=$$(go run $(GOFUMPT) -l assets cmd core plotting ui); \
	if [ -n "$$unformatted" ]; then echo "not formatted by gofumpt:"; echo "$$unformatted"; exit 1; fi
	go vet -tags $(DEVTAGS) ./...
	go run $(STATICCHECK) -tags $(DEVTAGS) ./...
	cd cmd/trainsamples && go vet ./... && go run $(STATICCHECK) ./...

gallery: go
	@$(call install,$(ENGINE_PACKAGES))
	go test ./cmd/semblance-cli -run Gallery -regen

package: app-packages
	@$(call install,$(STATIC_PACKAGES))
	packaging/linux/package.sh $(VERSION) $(TAGS)

package-check: package
	@$(call install,$(CHECK_PACKAGES))
	@sudo=""; if [ "$$(id -u)" != 0 ]; then sudo=sudo; fi; \
	$$sudo testdata/scripts/check_package.sh dist/semblance-$(VERSION)-linux-$$(go env GOARCH).tar.xz dist/package-check.png

clean:
	rm -rf bin out dist

app-packages: go
	@$(call install,$(ENGINE_PACKAGES) $(WINDOW_PACKAGES) $(RUN_PACKAGES))

test-packages:
	@$(call install,$(TEST_PACKAGES))

go:
	@command -v go >/dev/null || { $(call install,golang-go); }

# install PACKAGES: those of them that Debian or Ubuntu does not have yet. On
# other systems it says nothing; the README lists what they need.
define install
if command -v dpkg-query >/dev/null; then \
  missing=""; for p in $(1); do \
    [ "$$(dpkg-query -W -f '$${db:Status-Status}' $$p 2>/dev/null)" = installed ] || missing="$$missing $$p"; done; \
  if [ -n "$$missing" ]; then \
    echo "Installing$$missing"; \
    sudo=""; if [ "$$(id -u)" != 0 ]; then sudo=sudo; fi; \
    $$sudo apt-get update -qq && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null \
      || { echo "Could not install$$missing; install them by hand and try again."; exit 1; }; \
  fi; \
fi
endef
