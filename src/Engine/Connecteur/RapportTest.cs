using Parcoursup.Gateway.Domain.Connecteur;

namespace Parcoursup.Gateway.Engine.Connecteur;

/// <summary>A test as it is stored and answered.</summary>
public sealed record RapportTest(bool Reussi, bool Ouvert, DateTimeOffset TesteLe, string Par, IReadOnlyList<RapportEtape> Etapes);

/// <summary>One step of the report; duration in milliseconds.</summary>
public sealed record RapportEtape(string Nom, ResultatEtape Resultat, long DureeMs, string Message, string? Remede)
{
    internal static RapportEtape De(EtapeTest step) =>
        new(step.Nom, step.Resultat, (long)step.Duree.TotalMilliseconds, step.Message, step.Remede);
}
