using Parcoursup.Gateway.Domain.Candidats;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Facade;

/// <summary>What a request to the hosted façade (rule D3) was read as: one of the nested cases, never anything else.</summary>
public abstract record FacadeLecture<TDemande>
{
    private FacadeLecture() { }

    /// <summary>Credentials and request.</summary>
    public sealed record Lue(Identifiants Identifiants, TDemande Demande) : FacadeLecture<TDemande>;

    /// <summary>JSON of which the request cannot be made: check the credentials, then answer NOK with the defects.</summary>
    public sealed record Defectueuse(Identifiants Identifiants, IReadOnlyList<Defaut> Defauts) : FacadeLecture<TDemande>;

    /// <summary>No JSON object: answer 400 + NOK. Line and column count from 1.</summary>
    public sealed record Illisible(string Message, long Ligne, long Colonne) : FacadeLecture<TDemande>;
}

/// <summary>The request of <c>getCandidatsAdmis</c> (contract §2).</summary>
/// <param name="CodeEtablissement">The UAI as sent, upper case; null when absent.</param>
public sealed record DemandeCandidatsAdmis(string? CodeEtablissement, int? CodeCandidat, int? CodeFormationPsup);
