using Parcoursup.Gateway.Domain.Exposition;

namespace Parcoursup.Gateway.Adapters.Exposition.Protocol;

/// <summary>
/// The Exposition API as the gateway asks it: whatever was answered is kept, the limit of calls is respected over all nodes, only
/// what is transient is tried again.
/// </summary>
public interface IExpositionApi
{
    /// <summary>What left for the API by this object, whatever came back; answers that were kept do not count.</summary>
    AppelsExposition Appels { get; }

    /// <summary>Asks one question.</summary>
    /// <param name="pasAvant">
    /// An answer that was kept since this instant (of the machine's clock) is given without a call; null: any that was kept is.
    /// </param>
    /// <returns>
    /// The answer. Where none came (<see cref="ReponseExposition.Echec"/>) and an older one is kept, that one, marked as the last known.
    /// </returns>
    Task<LectureExposition> LireAsync(DemandeExposition demande, DateTimeOffset? pasAvant, CancellationToken ct);

    /// <summary>
    /// All answers to single questions that were kept since this instant, at once: who has many questions asks here first.
    /// </summary>
    IAsyncEnumerable<KeyValuePair<DemandeExposition, LectureExposition>> ConnuesAsync(DateTimeOffset pasAvant, CancellationToken ct);

    /// <summary>A whole list, page by page, kept on the way; records come once each however the pages overlap.</summary>
    /// <param name="pasAvant">Pages that were kept since this instant are not asked again, as above.</param>
    IAsyncEnumerable<PageExposition> ListerAsync(
        RouteExposition route, string? millesime, DateTimeOffset? pasAvant, CancellationToken ct);
}

/// <summary>An answer with its age.</summary>
/// <param name="Date">When the API gave it (business clock).</param>
/// <param name="DerniereConnue">The API did not answer now: this is what it said last.</param>
/// <param name="Panne">Why it did not answer, in French, where <paramref name="DerniereConnue"/>.</param>
public sealed record LectureExposition(
    ReponseExposition Reponse, DateTimeOffset Date, bool DerniereConnue = false, string? Panne = null);

/// <summary>A page of a list; after one with an <paramref name="Echec"/> nothing comes.</summary>
/// <param name="Enregistrements">The records that no former page had.</param>
/// <param name="Avertissements">Records that could not be read, totals that changed on the way…, in French.</param>
/// <param name="Echec">Why the list could not be read to its end, in French.</param>
public sealed record PageExposition(
    int Page, IReadOnlyList<EnregistrementExposition> Enregistrements, DateTimeOffset Date, IReadOnlyList<string> Avertissements,
    string? Echec = null);

/// <summary>Calls made.</summary>
public sealed record AppelsExposition(long Formations, long Certifications, long Jeton, long Regionales = 0);
