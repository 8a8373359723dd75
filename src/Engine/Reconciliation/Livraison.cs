using System.Text.Json.Serialization;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>The destinations that are reconciled.</summary>
internal static class Destinations
{
    public const string ApogeeOpi = "apogee-opi";
    public const string ParcoursupIa = "parcoursup-ia";
    public const string ApogeeLaissezPasser = "apogee-laissez-passer";
}

internal enum EtatLivraison
{
    /// <summary>Wanted and acknowledged revision agree.</summary>
    AJour,

    /// <summary>Due at its next attempt.</summary>
    AEnvoyer,

    /// <summary>Held by a worker until its lease ends.</summary>
    EnCours,

    /// <summary>Waits for the next feedback run (rule F5).</summary>
    AttenteRemontee,

    /// <summary>In a flat file that nobody has confirmed yet (rule E4).</summary>
    AttenteConfirmation,

    /// <summary>The other side said no: waits for a person or for a change.</summary>
    RefusMetier,

    /// <summary>Nothing is wanted any more, and nothing was ever attempted.</summary>
    SansObjet,
}

/// <summary>What a destination should hold of a subject.</summary>
internal sealed record WantedDelivery
{
    /// <summary>Origin of a delivery that an enrolment asks for.</summary>
    public const string FromInscription = "Inscription";

    /// <summary>Origin of a delivery that a person asks for; the gate of rule D2 does not hold it.</summary>
    public const string FromPerson = "Personne";

    public required string Destination { get; init; }
    public required string Etablissement { get; init; }
    public required string Sujet { get; init; }
    public required string Origine { get; init; }
    public string? Personne { get; init; }

    /// <summary>Hash of the desired content: the same content wants nothing new (rule B4).</summary>
    public required string Empreinte { get; init; }
    public EtatLivraison Etat { get; init; } = EtatLivraison.AEnvoyer;
}

/// <summary>A row of <c>livraison</c>.</summary>
internal sealed record LivraisonRow
{
    public long Id { get; init; }
    public string Destination { get; init; } = "";
    public string Etablissement { get; init; } = "";
    public string Sujet { get; init; } = "";
    public string Origine { get; init; } = "";
    public string? Personne { get; init; }
    public long RevisionVoulue { get; init; }
    public long RevisionAcquittee { get; init; }
    public string? Acquitte { get; init; }
    public string Etat { get; init; } = "";
    public int Tentatives { get; init; }
    public bool Tentee { get; init; }
    public DateTimeOffset ProchaineTentative { get; init; }
    public DateTimeOffset? BailJusqua { get; init; }

    /// <summary>Who holds the lease: a node, or a job of Apogée's side.</summary>
    [JsonIgnore]
    public string? BailPar { get; init; }
    public string? Message { get; init; }

    /// <summary>The other side's own code of its refusal, null otherwise.</summary>
    public string? Code { get; init; }
    public string? Explication { get; init; }
    public long? Remontee { get; init; }
    public DateTimeOffset ModifieeLe { get; init; }

    /// <summary>A <see cref="EtatVerification"/>; null where nothing is verified.</summary>
    public string? Verification { get; init; }

    /// <summary>When a job last told what Apogée holds.</summary>
    public DateTimeOffset? ConfirmeeLe { get; init; }

    /// <summary>How often the state was sent again because VETs were missing.</summary>
    public int Reprises { get; init; }

    [JsonIgnore]
    public string? VetsAcquittees { get; init; }

    [JsonIgnore]
    public string? VetsManquantes { get; init; }

    [JsonPropertyName("vetsAcquittees")]
    public IReadOnlyList<VetAcquittee>? Acquittees => VetsAcquittees is null ? null : JsonText.Read<List<VetAcquittee>>(VetsAcquittees);

    [JsonPropertyName("vetsManquantes")]
    public IReadOnlyList<VetAcquittee>? Manquantes => VetsManquantes is null ? null : JsonText.Read<List<VetAcquittee>>(VetsManquantes);
}

/// <summary>A VET with the decision that Apogée acknowledged for it.</summary>
internal sealed record VetAcquittee(string CodCge, string CodEtp, int CodVrsVet, string CodDecVeu);

/// <summary>Rule E3: "accepted" and "verified" are two states.</summary>
internal enum EtatVerification
{
    /// <summary>Accepted; nobody has looked in Apogée since.</summary>
    NonVerifiee,

    /// <summary>A job saw in Apogée what was acknowledged.</summary>
    Verifiee,

    /// <summary>A job did not see all of it.</summary>
    Partielle,
}
