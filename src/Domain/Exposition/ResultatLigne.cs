namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>What the matching found for a line, with every code that was tried.</summary>
/// <param name="Raison">Null where the line is covered.</param>
/// <param name="Explication">Why this code was kept, or why none was, in French.</param>
/// <param name="Scope">In scope or not; null where there is no scope table.</param>
public sealed record ResultatLigne(
    LigneCatalogue Ligne, Couverture Couverture, RaisonNonCouvert? Raison, string Explication, EssaiLigne? Insertion,
    EssaiLigne? Remuneration, IReadOnlyList<EssaiLigne> Essais, bool? Scope)
{
    /// <summary>False where the API did not answer a question that mattered, and nothing older is known.</summary>
    public bool EstEtabli => !Essais.Any(e => e.Valeur == ValeurReponse.Echec);

    public bool EstDernierConnu => Insertion is { Reponse.DerniereConnue: true } || Remuneration is { Reponse.DerniereConnue: true };
}
