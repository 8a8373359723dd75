namespace Parcoursup.Gateway.Adapters.Fregata.Protocol;

/// <summary>What the checks of a validation say of an inscription.</summary>
public enum ResultatControle
{
    /// <summary>It can be validated from the first day of the rentrée on.</summary>
    Pret,

    /// <summary>It is validated already.</summary>
    DejaValide,

    /// <summary>It would be refused, by the gateway or by Parcoursup.</summary>
    ACorriger,
}

/// <summary>The checks of a validation, made beforehand (seed 002): nothing is recorded, and Parcoursup is told nothing.</summary>
/// <param name="PossibleAPartirDu">First day on which all of them can be validated; null when nobody entered it.</param>
public sealed record RapportControle(
    DateOnly? PossibleAPartirDu, int Prets, int DejaValides, int ACorriger, IReadOnlyList<LigneControle> Inscriptions);

/// <param name="Problemes">All of them, not only the first that would be refused.</param>
public sealed record LigneControle(string? Id, ResultatControle Resultat, IReadOnlyList<Probleme> Problemes);
