using Parcoursup.Gateway.Domain.Inscriptions;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>An enrolment as a SIS tells it (docs/reference/api.md): named by what the SIS knows (rule F2).</summary>
public sealed record InscriptionRecue
{
    public int Session { get; init; }
    public int? CodeCandidat { get; init; }
    public int? CodeFormationPsup { get; init; }
    public string? CodOpiIntEpo { get; init; }
    public int? CodEtu { get; init; }
    public string? Ine { get; init; }
    public VetRecue? Vet { get; init; }
    public TypeInscription Type { get; init; } = TypeInscription.Principale;
    public OrigineInscription Origine { get; init; } = OrigineInscription.IaPrimo;
    public bool PremiereAnnee { get; init; } = true;
    public bool Payee { get; init; }
    public bool Annulee { get; init; }
    public DateTimeOffset? DateMaj { get; init; }
}

/// <summary>A VET as a SIS names it; the centre de gestion may be missing.</summary>
public sealed record VetRecue(string? CodCge, string CodEtp, int CodVrsVet);
