using Parcoursup.Gateway.Domain.Connecteur;

namespace Parcoursup.Gateway.Engine.Connecteur;

/// <summary>A test as it is stored and answered.</summary>
public sealed record RapportTest(bool Reussi, bool Ouvert, DateTimeOffset TesteLe, string Par, IReadOnlyList<RapportEtape> Etapes)
{
    private const string ReglagesInchanges = "Réglages inchangés pendant le test";

    /// <summary>The settings that it has tried are no longer in force: it counts for nothing.</summary>
    internal bool EstDepasse => Etapes.Any(e => e is { Nom: ReglagesInchanges, Resultat: ResultatEtape.Echec });

    internal RapportTest Depasse() => this with
    {
        Reussi = false, Ouvert = false,
        Etapes =
        [
            .. Etapes,
            new(ReglagesInchanges, ResultatEtape.Echec, 0,
                "Les réglages ont changé pendant le test : il a essayé les précédents et ne compte pas.",
                "Relancer le test pour essayer les réglages actuels."),
        ],
    };
}

/// <summary>One step of the report; duration in milliseconds.</summary>
public sealed record RapportEtape(string Nom, ResultatEtape Resultat, long DureeMs, string Message, string? Remede)
{
    internal static RapportEtape De(EtapeTest step) =>
        new(step.Nom, step.Resultat, (long)step.Duree.TotalMilliseconds, step.Message, step.Remede);
}
