using Parcoursup.Gateway.Domain.Connecteur;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>What a step found, before it is timed.</summary>
internal sealed record StepOutcome(ResultatEtape Resultat, string Message, string? Remede)
{
    public static StepOutcome Success(string message) => new(ResultatEtape.Reussie, message, null);

    public static StepOutcome Warning(string message, string remedy) => new(ResultatEtape.Avertissement, message, remedy);

    public static StepOutcome Failure(string message, string remedy) => new(ResultatEtape.Echec, message, remedy);
}
