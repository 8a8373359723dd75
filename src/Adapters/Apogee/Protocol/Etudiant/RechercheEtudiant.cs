using Parcoursup.Gateway.Domain.Livraisons;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>Whom Apogée is asked for: by any of these. Null is not asked by.</summary>
public sealed record CritereEtudiant
{
    public string? CodEtu { get; init; }
    public string? CodInd { get; init; }
    public string? NumIne { get; init; }
    public string? NumBoursier { get; init; }
    public string? CodOpi { get; init; }
    public string? Nom { get; init; }
    public string? Prenom { get; init; }

    /// <summary><c>ddMMyyyy</c>, as everywhere in Apogée's services.</summary>
    public string? DateNaissance { get; init; }

    /// <summary>Also ask the directory for the mail address and the login.</summary>
    public bool Annuaire { get; init; }

    /// <summary>Never its content: it is about a person.</summary>
    public override string ToString() => nameof(CritereEtudiant);
}

/// <summary>Who somebody is in Apogée. Without <see cref="CodEtu"/> Apogée knows the person, but not as a student yet.</summary>
public sealed record IdentifiantsEtudiant
{
    public int? CodEtu { get; init; }
    public int? CodInd { get; init; }
    public string? NumeroIne { get; init; }
    public string? NumBoursier { get; init; }
    public string? EmailAnnuaire { get; init; }
    public string? LoginAnnuaire { get; init; }

    /// <summary>Never its content: it is about a person.</summary>
    public override string ToString() => nameof(IdentifiantsEtudiant);
}

/// <summary>What Apogée answered.</summary>
/// <param name="Etudiant">Null when it knows nobody, or when it did not answer: see the outcome.</param>
/// <param name="Echange">
/// Its outcome is <see cref="IssueEnvoi.Acquittee"/> when Apogée answered, also that it knows nobody.
/// </param>
public sealed record ReponseEtudiant(IdentifiantsEtudiant? Etudiant, Echange Echange);
