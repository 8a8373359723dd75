namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>What a night makes of one formation.</summary>
/// <param name="Alerte">What somebody should look at, in French.</param>
public sealed record Passage(StatutCatalogue Statut, string? Alerte);

/// <summary>
/// A night moves only the statuses that it computes (rule H1). What a person or Parcoursup has set stays: « non publié » never moves by
/// itself, « prêt pour intégration » only by a posting, which makes it « publié » or a failure.
/// </summary>
public static class PassageNuit
{
    /// <param name="pretSiConnue">A setting: what is « à publier » and known by an id becomes ready without an instructor.</param>
    public static Passage Passer(StatutCatalogue avant, string? parcoursupId, Evaluation evaluation, bool pretSiConnue)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var known = !string.IsNullOrWhiteSpace(parcoursupId);
        string? alert = null;
        if (avant == StatutCatalogue.Publie && !known)
            alert = "La formation était « publié » sans identifiant Parcoursup : elle revient parmi les formations à publier.";
        else if (!avant.EstRecalcule())
            return new(avant, avant == StatutCatalogue.PretPourIntegration && evaluation.Retenue is null
                ? "« prêt pour intégration » par un instructeur, la formation sortirait du périmètre ; elle y reste. " + evaluation.Motif
                : null);
        var after = evaluation.Statut == StatutCatalogue.APublier && known && pretSiConnue
            ? StatutCatalogue.PretPourIntegration : evaluation.Statut;
        return new(after, alert);
    }
}
