# Sourced by ./run and ./test, with $root set: the .NET SDK that global.json asks for, found or told how to get.

# It speaks of optional parts that nobody here uses, at the first call.
export DOTNET_SKIP_WORKLOAD_INTEGRITY_CHECK=1

sdk_version() { sed -n 's/.*"version": *"\([0-9.]*\)".*/\1/p' "$root/global.json"; }

sdk_channel() { sdk_version | cut -d. -f1,2; }

# The SDK that «./run --installer-dotnet» put into this folder comes first: it was asked for.
if [ -x "$root/.dotnet/dotnet" ]; then
  export DOTNET_ROOT="$root/.dotnet" PATH="$root/.dotnet:$PATH"
fi

# Ends the script with what is missing and how to get it, unless the SDK is there and runs.
need_sdk() {
  local said='' found=''
  if command -v dotnet >/dev/null 2>&1; then
    said=$(cd "$root" && dotnet --version 2>&1) && return 0
    case $said in
      *ICU*)
        echo "Le SDK .NET est là, mais la bibliothèque ICU (textes et dates en français) manque." >&2
        echo "  Debian, Ubuntu : apt-get install -y libicu-dev" >&2
        exit 2 ;;
    esac
    found=$(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd' ' -)
    echo "Le SDK .NET $(sdk_version) ou une version $(sdk_channel) plus récente est nécessaire ; trouvé ici : ${found:-aucun SDK}." >&2
  else
    echo "Le SDK .NET $(sdk_channel) n'est pas installé (commande « dotnet » introuvable)." >&2
  fi
  cat >&2 <<END
Pour l'obtenir, au choix :
  ./run --installer-dotnet                 l'installe dans le dossier .dotnet d'ici, sans rien changer d'autre (250 Mo)
  apt-get install -y dotnet-sdk-$(sdk_channel)      par la distribution, là où elle ou le dépôt de Microsoft le propose
  https://dotnet.microsoft.com/download/dotnet/$(sdk_channel)
END
  exit 2
}

# Microsoft's own script, into a folder that git ignores.
install_sdk() {
  local script fetch
  if command -v curl >/dev/null 2>&1; then fetch=(curl -fsSL -o)
  elif command -v wget >/dev/null 2>&1; then fetch=(wget -q -O)
  else
    echo "Il faut curl ou wget pour télécharger : apt-get install -y curl" >&2
    exit 2
  fi
  script=$(mktemp)
  trap 'rm -f "$script"' RETURN
  echo "Téléchargement du SDK .NET $(sdk_channel) dans $root/.dotnet…" >&2
  if ! "${fetch[@]}" "$script" https://dot.net/v1/dotnet-install.sh; then
    echo "https://dot.net/v1/dotnet-install.sh ne peut pas être téléchargé : vérifier le réseau et le serveur mandataire (https_proxy)." >&2
    exit 2
  fi
  if ! bash "$script" --channel "$(sdk_channel)" --install-dir "$root/.dotnet" >&2; then
    echo "Le script de Microsoft a échoué : son message est ci-dessus." >&2
    exit 2
  fi
  export DOTNET_ROOT="$root/.dotnet" PATH="$root/.dotnet:$PATH"
  need_sdk
  echo "SDK .NET $(cd "$root" && dotnet --version) installé. Ensuite : ./run demo" >&2
}
