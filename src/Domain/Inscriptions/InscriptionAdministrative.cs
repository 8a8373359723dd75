namespace Parcoursup.Gateway.Domain.Inscriptions;

/// <summary>Kind of an enrolment; its number is Parcoursup's <c>etatInscription</c> (contract §5).</summary>
public enum TypeInscription
{
    Principale = 1,
    DoubleCursus = 2,
    Parallele = 4,
    ParalleleSecondaire = 5,
}

/// <summary>Where an enrolment was told from (rule F1; seed 001 §II.A).</summary>
public enum OrigineInscription
{
    IaPrimo,
    IaReins,
    Gestionnaire,
    ValidationFregata,
    FichierScolarix,
    ApiRest,
}

/// <summary>
/// An inscription administrative: a state with a date of update, not an event (rule F1).
/// </summary>
public sealed record InscriptionAdministrative
{
    public TypeInscription Type { get; init; } = TypeInscription.Principale;
    public OrigineInscription Origine { get; init; }
    public bool PremiereAnnee { get; init; } = true;
    public bool Payee { get; init; }
    public bool Annulee { get; init; }
    public DateTimeOffset DateMaj { get; init; }

    /// <summary>A valid enrolment: paid and not cancelled.</summary>
    public bool EstValide => Payee && !Annulee;
}

/// <summary>Parcoursup's <c>etatInscription</c> values that are no kind of enrolment.</summary>
public static class EtatInscription
{
    public const int Aucun = 0;
    public const int Annulee = 3;
}
