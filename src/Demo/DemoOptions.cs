using System.Globalization;
using Parcoursup.Gateway.Demo.Play;
using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo;

/// <summary>What the command line asks for.</summary>
internal sealed record DemoOptions
{
    public const int PortPreset = 8080;

    public const string Usage = """
        Joue une campagne entière de la passerelle contre des simulateurs de Parcoursup, Apogée, Fregata et Scolarix.

        Usage : ./run demo [options]

          (sans option)     joue la campagne, puis reste en service jusqu'à Ctrl-C
          --exit            joue la campagne et s'arrête : code 0 si tous les simulateurs finissent comme l'oracle, sinon 1
          --serve           installe tout et teste le connecteur sans jouer la campagne, puis reste en service
          --catalogue-seul  joue seulement le catalogue des formations et s'arrête, avec les mêmes codes
          --ready FICHIER   écrit les adresses et les clés (JSON) dès que tout est en service
          --journal FICHIER écrit tout le journal de la passerelle, dans le plus grand détail, et ses refus dans FICHIER.refus
          --port N          passerelle sur N, simulateurs de N+1 à N+4
          --candidats N     candidats de l'université sur Apogée (20 à 100000, 2000 par défaut) ; un cinquième
                            de ce nombre, 60 au moins, s'y ajoute à l'université sur Scolarix
          --lycee N         candidats admis au lycée sur Fregata fin juin (20 à 1000, 20 par défaut)
          --catalogue N     formations du catalogue publié sur Parcoursup (300 à 100000, 3000 par défaut ; 0 : sans catalogue)
          --graine N        graine du scénario et des pannes
          --tuer N          tue la passerelle N fois (SIGKILL), aux moments où cela compte, et la relance
          --noeuds N        N passerelles (5 au plus) sur un même PostgreSQL, derrière nginx : ceux de Debian
                            (apt-get install postgresql nginx-light), démarrés à part et effacés à la fin
          --postgres        sur PostgreSQL, même avec une seule passerelle
          -h, --help        affiche cette aide
        """;

    /// <summary>Only the usage is asked for.</summary>
    public bool Aide { get; init; }

    public bool Exit { get; init; }

    public bool Serve { get; init; }

    /// <summary>Nothing but the catalogue's part is played.</summary>
    public bool CatalogueSeul { get; init; }

    public string? Ready { get; init; }

    /// <summary>Where the whole log of the gateway goes, in all detail; null: nowhere.</summary>
    public string? Journal { get; init; }

    public int? Port { get; init; }

    public int Candidats { get; init; } = 2000;

    /// <summary>Candidates of the lycée.</summary>
    public int Lycee { get; init; } = CampagneGenerator.LyceePreset;

    /// <summary>Formations of the catalogue; 0: that part is not played.</summary>
    public int Catalogue { get; init; } = 3000;

    public int Graine { get; init; } = 20260602;

    public int Tuer { get; init; }

    /// <summary>Processes of the gateway on one database.</summary>
    public int Noeuds { get; init; } = 1;

    /// <summary>PostgreSQL even for one.</summary>
    public bool Postgres { get; init; }

    /// <summary>The options, or what is wrong with the command line, in French.</summary>
    public static (DemoOptions? Options, string Erreur) Lire(IReadOnlyList<string> arguments)
    {
        var options = new DemoOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            var nom = arguments[i];
            if (nom is "-h" or "--help" or "-?")
                return (options with { Aide = true }, "");
            if (nom is "--exit" or "--serve" or "--catalogue-seul" or "--postgres")
            {
                options = nom switch
                {
                    "--exit" => options with { Exit = true },
                    "--serve" => options with { Serve = true },
                    "--postgres" => options with { Postgres = true },
                    _ => options with { CatalogueSeul = true },
                };
                continue;
            }

            if (nom is not ("--ready" or "--journal" or "--port" or "--candidats" or "--lycee" or "--catalogue" or "--graine" or "--tuer"
                or "--noeuds"))
                return (null, $"Option inconnue : {nom}");
            if (++i >= arguments.Count)
                return (null, $"L'option {nom} demande une valeur.");

            var (suivantes, erreur) = nom switch
            {
                "--ready" => (options with { Ready = arguments[i] }, ""),
                "--journal" => (options with { Journal = arguments[i] }, ""),
                _ => LireNombre(options, nom, arguments[i]),
            };
            if (suivantes is null)
                return (null, erreur);
            options = suivantes;
        }

        return options switch
        {
            { Exit: true, Serve: true } => (null, "--exit et --serve s'excluent."),
            { CatalogueSeul: true, Serve: true } => (null, "--catalogue-seul et --serve s'excluent."),
            { CatalogueSeul: true, Catalogue: 0 } => (null, "--catalogue-seul demande des formations : --catalogue 0 n'en joue aucune."),
            _ => (options, ""),
        };
    }

    private static (DemoOptions?, string) LireNombre(DemoOptions options, string nom, string valeur)
    {
        var (minimum, maximum) = nom switch
        {
            "--port" => (1024, 65536 - Ports.Nombre),
            "--candidats" => (20, 100_000),
            "--lycee" => (CampagneGenerator.LyceePreset, 1000),
            "--catalogue" => valeur == "0" ? (0, 0) : (300, 100_000),
            "--tuer" => (0, 1000),
            "--noeuds" => (1, 5),
            _ => (0, int.MaxValue),
        };
        if (!int.TryParse(valeur, NumberStyles.None, CultureInfo.InvariantCulture, out var nombre) || nombre < minimum || nombre > maximum)
            return (null, $"L'option {nom} demande un entier de {minimum} à {maximum}, pas « {valeur} ».");

        return (nom switch
        {
            "--port" => options with { Port = nombre },
            "--candidats" => options with { Candidats = nombre },
            "--lycee" => options with { Lycee = nombre },
            "--catalogue" => options with { Catalogue = nombre },
            "--tuer" => options with { Tuer = nombre },
            "--noeuds" => options with { Noeuds = nombre },
            _ => options with { Graine = nombre },
        }, "");
    }
}
