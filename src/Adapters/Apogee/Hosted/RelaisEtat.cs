using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Apogee.Hosted;

/// <summary>How the wait of a client in the mode Relais ended.</summary>
internal enum IssueRelais
{
    /// <summary>The SIS holds this state, or a newer one.</summary>
    Acquittee,

    /// <summary>The SIS refuses this state, or a newer one.</summary>
    Refusee,

    /// <summary>The SIS failed; the delivery goes on.</summary>
    EchecTechnique,

    /// <summary>Nothing leaves for the SIS now: breaker, connector gate, or no way out.</summary>
    VoieFermee,

    /// <summary>The wait is over, or the next attempt comes after it.</summary>
    DelaiEcoule,

    /// <summary>Too many clients wait already.</summary>
    Sature,

    /// <summary>The gateway stops.</summary>
    Arret,

    /// <summary>What became of the message could not be read.</summary>
    Illisible,
}

/// <summary>The delivery of an OPI as it stands, once the message has been applied.</summary>
internal sealed class RelaisEtat
{
    public const string Query =
        $"""
        SELECT l.etat, l.code, l.message, l.prochaine_tentative, l.a_regarder,
               EXISTS (SELECT 1 FROM echange e WHERE e.livraison = l.id AND e.revision >= l.revision_voulue
               AND e.issue NOT IN ('{nameof(IssueEnvoi.Acquittee)}', '{nameof(IssueEnvoi.Refusee)}')) AS echouee
        FROM livraison l WHERE l.destination = @destination AND l.etablissement = @etablissement AND l.sujet = @sujet
        """;

    public string Etat { get; init; } = "";
    public string? Code { get; init; }
    public string? Message { get; init; }
    public DateTimeOffset ProchaineTentative { get; init; }

    /// <summary>Put aside after failures: the SIS has not judged it.</summary>
    public bool ARegarder { get; init; }

    /// <summary>The wanted revision was tried, and the SIS gave no answer that counts.</summary>
    public bool Echouee { get; init; }

    /// <summary>
    /// The end of the wait, or null to wait on. A settled state is always that of the wanted revision, and that is the
    /// message's own or a newer one.
    /// </summary>
    public IssueRelais? Issue(DateTimeOffset deadline) => Enum.Parse<EtatLivraison>(Etat) switch
    {
        EtatLivraison.AJour => IssueRelais.Acquittee,
        EtatLivraison.RefusMetier when ARegarder => IssueRelais.EchecTechnique,
        EtatLivraison.RefusMetier => IssueRelais.Refusee,
        EtatLivraison.SansObjet => IssueRelais.VoieFermee,
        EtatLivraison.AEnvoyer when Echouee => IssueRelais.EchecTechnique,
        EtatLivraison.AEnvoyer when ProchaineTentative > deadline => IssueRelais.DelaiEcoule,
        _ => null,
    };

    /// <summary>The refusal in the SIS's own words.</summary>
    public OpiFaute ToFaute() => OpiFaute.OfSis(Code, Message);
}
