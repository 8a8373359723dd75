using System.Globalization;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Apogee.LaissezPasser;

/// <summary>A row of <c>laissez_passer</c>.</summary>
internal sealed class LaissezPasserRow
{
    public int Session { get; init; }
    public int CodeCandidat { get; init; }
    public string CodEtp { get; init; } = "";
    public int CodVrsVet { get; init; }
    public string CodCge { get; init; } = "";
    public string Type { get; init; } = "";
    public string? Commentaire { get; init; }
    public DateTimeOffset DonneLe { get; init; }
    public string DonnePar { get; init; } = "";
    public DateTimeOffset? RetireLe { get; init; }
    public string? MotifRetrait { get; init; }

    public CandidatKey Candidat => new(Session, CodeCandidat);
    public Vet Vet => new(CodCge, CodEtp, CodVrsVet);

    /// <summary>Its subject in the reconciliation: session, file number and VET.</summary>
    public string Sujet => string.Create(CultureInfo.InvariantCulture, $"{new Sujet(Candidat)}/{CodEtp}-{CodVrsVet}");
}
