using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>
/// The feedback on one candidate and one formation, <c>majInscriptionAdministrative</c> (contract §5), without its
/// credentials. The identity is Parcoursup's own, never the SIS's.
/// </summary>
public sealed record MajInscription
{
    public int CodeCandidat { get; init; }
    public string? Ine { get; init; }
    public string? Nom { get; init; }
    public string? Prenom { get; init; }
    public DateOnly? DateNaissance { get; init; }
    public int CodeFormationPsup { get; init; }
    public string? CodeFormation1 { get; init; }

    /// <summary>Mandatory since August 2019: without it Parcoursup refuses.</summary>
    public string? CodeSise { get; init; }

    /// <summary>1 principal, 2 double curriculum, 3 cancelled, 4 parallel, 5 parallel secondary.</summary>
    public int EtatInscription { get; init; }

    public string? CodeEtablissementAffectation { get; init; }

    /// <param name="codeSise">The formation's code in the établissement's mapping; used when Parcoursup gave none.</param>
    public static MajInscription Create(Candidat candidat, Voeu voeu, int etatInscription, string? codeSise)
    {
        ArgumentNullException.ThrowIfNull(candidat);
        ArgumentNullException.ThrowIfNull(voeu);
        return new MajInscription
        {
            CodeCandidat = candidat.CodeCandidat,
            Ine = candidat.Ine,
            Nom = candidat.Nom,
            Prenom = candidat.Prenom,
            DateNaissance = candidat.DateNaissance,
            CodeFormationPsup = voeu.Key.CodeFormationPsup,
            CodeFormation1 = voeu.CodesFormation.Count > 0 ? voeu.CodesFormation[0] : null,
            CodeSise = voeu.CodeSise ?? codeSise,
            EtatInscription = etatInscription,
            CodeEtablissementAffectation = voeu.CodeEtablissementAffectation ?? voeu.CodeEtablissement,
        };
    }

    /// <summary>The dummy enrolment of "Tester connecteur" (contract §6).</summary>
    public static MajInscription Create(CandidatTest test, string uai)
    {
        ArgumentNullException.ThrowIfNull(test);
        return new MajInscription
        {
            CodeCandidat = test.CodeCandidat,
            Ine = test.Ine,
            Nom = test.Nom,
            Prenom = test.Prenom,
            DateNaissance = test.DateNaissance,
            CodeFormationPsup = test.CodeFormationPsup,
            CodeFormation1 = test.CodeFormation1,
            CodeSise = test.CodeSise,
            EtatInscription = test.EtatInscription,
            CodeEtablissementAffectation = test.CodeEtablissementAffectation ?? uai,
        };
    }
}
