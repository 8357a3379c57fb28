# SPDX-License-Identifier: MIT
# Homebrew: brew install --build-from-source ./errwalk.rb, with the archive of `make dist` at `url`.
class Errwalk < Formula
  desc "Interactive troubleshooting in a terminal, from an error to its fix"
  homepage "https://errwalk.invalid/"
  url "https://errwalk.invalid/errwalk-0.1.0.tar.gz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license "MIT"

  depends_on "pkgconf" => :build
  depends_on "cmark"
  depends_on "jansson"
  depends_on "libunistring"
  depends_on "libyaml"
  depends_on "ncurses"
  depends_on "nettle"
  depends_on "pcre2"
  depends_on "sqlite"

  def install
    system "./configure", "--disable-silent-rules", *std_configure_args
    system "make", "install"
  end

  test do
    assert_match "ERROR_LOGON_SESSION_COLLISION", shell_output("#{bin}/errwalk lookup 1366")
  end
end
