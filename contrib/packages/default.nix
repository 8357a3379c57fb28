# SPDX-License-Identifier: MIT
# Nix: nix-build contrib/packages, in a clone.
{ pkgs ? import <nixpkgs> { } }:

pkgs.stdenv.mkDerivation {
  pname = "errwalk";
  version = "0.1.0";
  src = ../..;

  nativeBuildInputs = with pkgs; [ autoreconfHook pkg-config ];
  buildInputs = with pkgs; [ cmark jansson libunistring libyaml ncurses nettle pcre2 sqlite ];
  checkInputs = with pkgs; [ cunit libvterm ];
  enableParallelBuilding = true;

  doCheck = true;
  preCheck = "export ERRWALK_TEST_SCALE=0.01";

  meta = {
    description = "Interactive troubleshooting in a terminal, from an error to its fix";
    license = pkgs.lib.licenses.mit;
    platforms = pkgs.lib.platforms.unix;
    mainProgram = "errwalk";
  };
}
