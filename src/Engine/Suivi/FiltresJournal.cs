using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>From when until when, the end left out; null: without bound.</summary>
internal interface IPeriode
{
    DateTimeOffset? Depuis { get; }
    DateTimeOffset? Jusqua { get; }
}

/// <summary>What has become of a message.</summary>
public enum EtatRecu
{
    Applique,
    Attend,
    Ecarte,
}

/// <summary>Which messages are asked for; what is null leaves none out.</summary>
/// <param name="Dossiers">Those of these candidates: a file number may be one of several sessions.</param>
public sealed record FiltreRecus(
    Canal? Canal = null, EtatRecu? Etat = null, IReadOnlyList<CandidatKey>? Dossiers = null, DateTimeOffset? Depuis = null,
    DateTimeOffset? Jusqua = null) : IPeriode;

/// <summary>Which attempts are asked for; what is null leaves none out.</summary>
/// <param name="Issue">One of <see cref="Issues"/>.</param>
/// <inheritdoc cref="FiltreRecus"/>
public sealed record FiltreEnvoyes(
    string? Destination = null, string? Issue = null, IReadOnlyList<CandidatKey>? Dossiers = null, DateTimeOffset? Depuis = null,
    DateTimeOffset? Jusqua = null) : IPeriode
{
    /// <summary>In which ways an attempt can end, as they are stored.</summary>
    public static IReadOnlyList<string> Issues { get; } =
    [
        nameof(IssueEnvoi.Acquittee), nameof(IssueEnvoi.Refusee), nameof(IssueEnvoi.EchecTechnique), nameof(IssueEnvoi.Incertaine),
        nameof(IssueEnvoi.NonEnvoyee),
    ];
}

/// <summary>The ways in that the rooms of this program have.</summary>
public sealed class CanauxConnus
{
    internal CanauxConnus(IEnumerable<RegisteredKind<Canal>> kinds) => Tous = [.. kinds.Select(k => k.Kind).OrderBy(k => k.Code)];

    public IReadOnlyList<Canal> Tous { get; }
}
