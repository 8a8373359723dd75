using System.Globalization;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Identite;

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
    public string Sujet => string.Create(CultureInfo.InvariantCulture, $"{Session}/{CodeCandidat}/{CodEtp}-{CodVrsVet}");

    /// <summary>The candidate in a subject.</summary>
    public static CandidatKey CandidatOf(string sujet)
    {
        var parts = sujet.Split('/', 3);
        return new(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
