using System.Text.Json.Serialization;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>A row of <c>livraison</c>.</summary>
public sealed record LivraisonRow
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

    /// <summary>Who holds the lease: a node, or a job of the other side.</summary>
    [JsonIgnore]
    public string? BailPar { get; init; }
    public string? Message { get; init; }

    /// <summary>The trace in which its content was wanted.</summary>
    [JsonIgnore]
    public string? Trace { get; init; }

    /// <summary>The other side's own code of its refusal, null otherwise.</summary>
    public string? Code { get; init; }
    public string? Explication { get; init; }

    /// <summary>The failure that it met last, where that was about it alone.</summary>
    public string? Cause { get; init; }

    /// <summary>How often in a row.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int CauseFois { get; init; }

    /// <summary>It waits for a person because of that failure.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ARegarder { get; init; }
    public long? Remontee { get; init; }
    public DateTimeOffset ModifieeLe { get; init; }

    /// <summary>A <see cref="EtatVerification"/>; null where nothing is verified.</summary>
    public string? Verification { get; init; }

    /// <summary>When a job last told what the other side holds.</summary>
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
