namespace Parcoursup.Gateway.Domain.Connecteur;

public enum ResultatEtape
{
    Reussie,
    Echec,
    Avertissement,

    /// <summary>Not run because an earlier step failed or because it is not set up.</summary>
    NonExecutee,
}

/// <summary>One named step of "Tester connecteur": outcome, duration, and what to do when it failed (rule D1).</summary>
/// <param name="Bloquante">Without its success the gate stays closed; the others only warn.</param>
public sealed record EtapeTest(string Nom, ResultatEtape Resultat, TimeSpan Duree, string Message, string? Remede, bool Bloquante);
