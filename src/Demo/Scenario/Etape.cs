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
    string Titre, DateOnly Jour, TypeEtape Type, IReadOnlyList<Evenement> Evenements, AccidentRecuperation Accident = AccidentRecuperation.Aucun);

/// <summary>A whole campaign, the same for the same seed and number of candidates.</summary>
internal sealed record Campagne(IReadOnlyDictionary<int, Candidat> Candidats, IReadOnlyList<Etape> Etapes, IReadOnlySet<int> RefusesParParcoursup)
{
    public const int Session = 2026;
    public const string Uai = "0730013T";

    public static readonly DateOnly Debut = new(2026, 6, 2);
    public static readonly DateOnly Publication = new(2026, 7, 7);
    public static readonly DateOnly Rattrapage = new(2026, 7, 10);
}
