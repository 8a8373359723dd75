namespace Parcoursup.Gateway.Demo.Scenario;

internal enum TypeEtape
{
    /// <summary>Before "Tester connecteur": nothing may reach Apogée until the test.</summary>
    AvantTest,
    Ordinaire,

    /// <summary>The day of the results: everybody accepted stays favourable until midnight.</summary>
    Publication,

    /// <summary>The day after: failures become unfavourable and the guard C6 asks a person.</summary>
    Lendemain,
}

/// <summary>What Parcoursup does wrong at the first pull of the day, beside the sins of every day.</summary>
internal enum AccidentRecuperation
{
    Aucun,
    TableauVide,
    Nok,
}

/// <summary>One played day: events in the morning, pulls in the morning and seven hours later, feedback in the evening.</summary>
internal sealed record Etape(
    string Titre, DateOnly Jour, TypeEtape Type, IReadOnlyList<Evenement> Evenements,
    AccidentRecuperation Accident = AccidentRecuperation.Aucun)
{
    /// <summary>What is done in Fregata in the afternoon.</summary>
    public IReadOnlyList<GesteFregata> Fregata { get; init; } = [];
}

/// <summary>A whole campaign, the same for the same seed and number of candidates.</summary>
internal sealed record Campagne(IReadOnlyDictionary<int, Candidat> Candidats, IReadOnlyList<Etape> Etapes,
    IReadOnlySet<int> RefusesParParcoursup)
{
    public const int Session = 2026;
    public const string Uai = "0730013T";

    public const string AnneeScolaire = "2026-2027";

    public static readonly DateOnly Debut = new(2026, 6, 2);
    public static readonly DateOnly Publication = new(2026, 7, 7);
    public static readonly DateOnly Rattrapage = new(2026, 7, 10);
    public static readonly DateOnly Rentree = new(2026, 9, 1);

    /// <summary>Where each candidate has wishes: whoever is there has to be told of results.</summary>
    public IReadOnlyDictionary<int, IReadOnlySet<Etablissement>> EtablissementsDe { get; } = Etapes
        .SelectMany(e => e.Evenements).OfType<Reponse>().GroupBy(r => r.Candidat)
        .ToDictionary(g => g.Key, g => (IReadOnlySet<Etablissement>)g.Select(r => Formations.De(r.Formation).Etablissement).ToHashSet());
}
