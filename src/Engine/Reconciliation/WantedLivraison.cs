namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>What a destination should hold of a subject.</summary>
public sealed record WantedLivraison
{
    /// <summary>
    /// Origin of what the source of the candidates asks for: the gate of rule D2 holds it. The word is stored in every
    /// database in use, hence the name that it bears.
    /// </summary>
    public const string FromSource = "Parcoursup";

    /// <summary>Origin of what another sender than the source asks for.</summary>
    public const string FromElsewhere = "Autre";

    /// <summary>Origin of a delivery that an enrolment asks for.</summary>
    public const string FromInscription = "Inscription";

    /// <summary>Origin of a delivery that a person asks for.</summary>
    public const string FromPerson = "Personne";

    public required string Destination { get; init; }
    public required string Etablissement { get; init; }
    public required string Sujet { get; init; }
    public required string Origine { get; init; }
    public string? Personne { get; init; }

    /// <summary>Hash of the desired content: the same content wants nothing new (rule B4).</summary>
    public required string Empreinte { get; init; }

    /// <summary>The trace in which it is wanted, which its sending goes on with; null where none is kept.</summary>
    public string? Trace { get; init; }
    public EtatLivraison Etat { get; init; } = EtatLivraison.AEnvoyer;
}
