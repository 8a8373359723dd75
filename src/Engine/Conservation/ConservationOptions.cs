using Parcoursup.Gateway.Engine.Ground.Clock;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>Section <c>Conservation</c> of the settings (rule J5); durations in months.</summary>
public sealed record ConservationOptions
{
    public const string Section = "Conservation";

    private const int Longest = 120;

    /// <summary>Raw messages and large bodies, after their receipt; OPI of other clients, which are of no session.</summary>
    public int MessagesMois { get; init; } = 13;

    /// <summary>What went over the wire of deliveries, after the attempt.</summary>
    public int EchangesMois { get; init; } = 13;

    /// <summary>Reports, closed tasks, pulls and questions that are over.</summary>
    public int RapportsMois { get; init; } = 13;

    /// <summary>Everything of a session, after it was closed, where its calendar says nothing else.</summary>
    public int DossiersMois { get; init; } = 12;

    /// <summary>When what is older leaves, in business time; empty for never.</summary>
    public string? Nuit { get; init; } = "0 30 2 * * ?";

    /// <summary>File outside the database that remembers what was erased; null for none.</summary>
    public string? Registre { get; init; }

    /// <summary>What is wrong with them, in French.</summary>
    public static IEnumerable<string> Errors(ConservationOptions options)
    {
        (string Name, int Months)[] durations =
        [
            (nameof(MessagesMois), options.MessagesMois), (nameof(EchangesMois), options.EchangesMois),
            (nameof(RapportsMois), options.RapportsMois), (nameof(DossiersMois), options.DossiersMois),
        ];
        foreach (var (name, months) in durations)
            if (months is < 1 or > Longest) yield return $"{Section}:{name} : indiquer un nombre de mois, de 1 à {Longest}.";
        if (!string.IsNullOrWhiteSpace(options.Nuit) && !BusinessCron.IsValid(options.Nuit))
            yield return $"{Section}:{nameof(Nuit)} : « {options.Nuit} » n'est pas une expression cron de Quartz, par exemple "
                + "0 30 2 * * ?.";
        if (options.Registre is { Length: > 0 } path && !Path.IsPathFullyQualified(path))
            yield return $"{Section}:{nameof(Registre)} : indiquer le chemin complet d'un fichier, hors du dossier de la base.";
    }
}
