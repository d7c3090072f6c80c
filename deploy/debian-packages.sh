#!/usr/bin/env bash
# debian-packages.sh PACKAGE...: installs the Debian packages that are missing; does nothing when none is.
# Starts and enables no service, removes no package, makes no database cluster, and touches the configuration of nothing
# that was there before. Takes root from sudo when it isn't root. Whatever interrupts it, the next run tidies up first.
set -euo pipefail
self=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)/debian-packages.sh
policy=/usr/sbin/policy-rc.d                     # asked by every package script before it starts a service
kept=$policy.supportd-kept                       # the one that was there before
no_cluster=/etc/postgresql-common/createcluster.d/supportd-setup.conf
journal=/var/lib/supportd-setup                  # stands while an installation is under way
mark="stands only while supportd's set-up installs packages"

die() {
    printf 'supportd: %s\n' "$1" >&2
    exit 1
}

status_of() {
    dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null || true
}

# `postgresql` only pulls in the server of the release: any server will do.
installed() {
    if [[ $1 == postgresql ]]; then
        dpkg-query -W -f='${Package} ${db:Status-Status}\n' 'postgresql-[0-9]*' 2>/dev/null |
            grep -qE '^postgresql-[0-9]+ installed$'
    else
        [[ $(status_of "$1") == installed ]]
    fi
}

list_installed() {
    dpkg-query -W -f='${Package} ${db:Status-Status}\n' | sed -n 's/ installed$//p' | sort -u
}

missing() {
    local package
    for package in "$@"; do
        installed "$package" || printf '%s\n' "$package"
    done
}

refuse() {
    die "missing and may not be installed from here: $*; this line, as root, installs them: apt-get install -y --no-remove $*"
}

become_root() {
    ((EUID != 0)) || return 0
    local ask=(sudo)
    [[ -t 0 ]] || ask=(sudo -n)
    command -v sudo >/dev/null && "${ask[@]}" true 2>/dev/null || refuse "$@"
    printf 'installing as root: %s\n' "$*"
    exec "${ask[@]}" "$self" "$@"
}

# ---- the guard: from here on, as root ----

denies_already() {
    [[ -x $policy ]] || return 1
    local service code
    for service in dovecot postfix postgresql; do
        code=0
        "$policy" "$service" start >/dev/null 2>&1 </dev/null || code=$?
        ((code == 101)) || return 1
    done
}

raise_guard() {
    mkdir -p "$journal"
    list_installed >"$journal/before"
    if ! denies_already; then
        [[ ! -e $policy && ! -L $policy ]] || mv "$policy" "$kept"
        printf '#!/bin/sh\n# %s\nexit 101\n' "$mark" >"$policy"
        chmod 755 "$policy"
    fi
    if [[ " $* " == *" postgresql "* ]]; then
        [[ -d ${no_cluster%/*} ]] || touch "$journal/made-directory"
        mkdir -p "${no_cluster%/*}"
        printf '# %s\ncreate_main_cluster = false\n' "$mark" >"$no_cluster"
    fi
}

lower_guard() {
    [[ -d $journal ]] || return 0
    disable_new_services
    if [[ -e $kept || -L $kept ]]; then
        mv -f "$kept" "$policy"
    elif grep -qsF "$mark" "$policy"; then
        rm "$policy"
    fi
    rm -f "$no_cluster"
    if [[ -e $journal/made-directory ]]; then
        rmdir --ignore-fail-on-non-empty "${no_cluster%/*}" /etc/postgresql-common 2>/dev/null || true
    fi
    rm -rf "$journal"
}

# What this run brought in stays off until somebody switches it on.
disable_new_services() {
    local package path name
    [[ -s $journal/before ]] || return 0
    for package in $(comm -13 "$journal/before" <(list_installed)); do
        while read -r path; do
            name=${path##*/}
            case $path in
                */lib/systemd/system/*@*) ;;
                */lib/systemd/system/*.service | */lib/systemd/system/*.socket | */lib/systemd/system/*.path | */lib/systemd/system/*.timer)
                    deb-systemd-helper disable "$name" >/dev/null 2>&1 || true
                    systemctl disable --quiet "$name" >/dev/null 2>&1 || true ;;
                /etc/init.d/*) update-rc.d "$name" disable >/dev/null 2>&1 || true ;;
            esac
        done < <(dpkg -L "$package" 2>/dev/null)
    done
}

# ---- apt ----

apt() {
    env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 RUNLEVEL=1 apt-get -q -y -o DPkg::Lock::Timeout=300 \
        -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@" </dev/null
}

lists_are_fresh() {
    [[ -n $(find /var/lib/apt/lists -maxdepth 1 -type f -name '*_Packages*' -print -quit 2>/dev/null) &&
        -n $(find /var/lib/apt/lists -maxdepth 1 -type f -mtime -1 -print -quit) ]]
}

answer_questions() {
    [[ " $* " != *" postfix "* || -e /etc/postfix/main.cf ]] ||
        printf 'postfix postfix/main_mailer_type select No configuration\n' | debconf-set-selections
}

install_packages() {
    lists_are_fresh || apt update || true
    answer_questions "$@"
    apt install --no-remove --no-install-recommends "$@" && return
    # an installation that was cut off, or lists that are out of date
    dpkg --configure -a --force-confdef --force-confold </dev/null || true
    apt update || true
    apt install --no-remove --no-install-recommends "$@" ||
        die "apt-get could not install them (see above); this line, as root, tries again: apt-get install -y --no-remove $*"
}

command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
    die "this is no Debian: install the counterparts of these Debian packages by hand: $*"
mapfile -t wanted < <(missing "$@")
if [[ ${#wanted[@]} -eq 0 && ! -d $journal ]]; then
    exit 0
fi
become_root "$@"
exec 8<"${self%/*}"
flock 8
trap lower_guard EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
lower_guard
((${#wanted[@]})) || exit 0
raise_guard "${wanted[@]}"
install_packages "${wanted[@]}"
