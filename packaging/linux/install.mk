# sudo make install        for everyone, into /usr/local
# make user-install        for you alone, into ~/.local
# sudo make uninstall, make user-uninstall
#
# It needs a desktop with OpenGL (libgl1 on Debian and Ubuntu), nothing else.

PREFIX ?= /usr/local
ROOT    = $(DESTDIR)$(PREFIX)
LOCAL   = $(HOME)/.local
FILES  := $(shell cd usr/local && find bin share -type f)
ENTRY   = share/applications/app.semblance.Semblance.desktop

.PHONY: help install uninstall user-install user-uninstall refresh

help:
	@sed -n '/^#/!q; s/^# *//p' Makefile

install:
	@for f in $(FILES); do install -Dm$$(stat -c %a usr/local/$$f) usr/local/$$f "$(ROOT)/$$f" || exit 1; done
	@$(MAKE) --no-print-directory refresh

uninstall:
	@for f in $(FILES); do rm -f "$(ROOT)/$$f" || exit 1; done
	@rm -rf "$(ROOT)/share/doc/semblance"
	@$(MAKE) --no-print-directory refresh

# A session of the desktop may not have ~/.local/bin in its PATH.
user-install:
	@$(MAKE) --no-print-directory install PREFIX="$(LOCAL)"
	@sed -i 's|^Exec=semblance|Exec="$(LOCAL)/bin/semblance"|' "$(DESTDIR)$(LOCAL)/$(ENTRY)"

user-uninstall:
	@$(MAKE) --no-print-directory uninstall PREFIX="$(LOCAL)"

# What the desktop has read is read anew, where there is a desktop.
refresh:
	@if [ -z "$(DESTDIR)" ]; then \
	  if command -v update-mime-database >/dev/null; then update-mime-database "$(ROOT)/share/mime"; fi; \
	  if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$(ROOT)/share/applications"; fi; \
	  if command -v gtk-update-icon-cache >/dev/null; then gtk-update-icon-cache -qtf "$(ROOT)/share/icons/hicolor"; fi; \
	fi
