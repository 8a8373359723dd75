using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Inscriptions;

namespace Parcoursup.Gateway.Domain.Tests.Candidats;

/// <summary>What nobody said is empty: no list begins with something in it, and no answer is invented.</summary>
public class CandidatTests
{
    [Fact]
    public void A_candidate_of_whom_nothing_is_said_has_neither_guardians_nor_defects_nor_an_address()
    {
        var candidat = new Candidat { Session = 2026, CodeCandidat = 17 };

        Assert.Equal(new CandidatKey(2026, 17), candidat.Key);
        Assert.Empty(candidat.ResponsablesLegaux);
        Assert.Empty(candidat.Defauts);
        Assert.Equal(Adresse.Vide, candidat.Adresse);
        Assert.Equal(InscriptionBac.Vide, candidat.Bac);
    }

    [Fact]
    public void A_wish_of_which_nothing_is_said_has_neither_codes_nor_defects_and_is_not_answered()
    {
        var voeu = new Voeu { Key = new VoeuKey(2026, 17, 8842, true) };

        Assert.Empty(voeu.CodesFormation);
        Assert.Empty(voeu.Defauts);
        Assert.Equal(Situation.SansReponse, voeu.CodeSituation);
        Assert.Equal(new CandidatKey(2026, 17), voeu.Key.Candidat);
    }

    [Fact]
    public void An_enrolment_is_the_principal_one_of_the_first_year_unless_something_else_is_said_and_not_paid()
    {
        var inscription = new InscriptionAdministrative();

        Assert.Equal((TypeInscription.Principale, true), (inscription.Type, inscription.PremiereAnnee));
        Assert.False(inscription.EstValide);
    }

    [Fact]
    public void A_line_of_the_catalogue_names_no_sheet_and_no_record_no_last_year_of_itself()
    {
        Assert.Empty(new LigneCatalogue("1").Rncp);
        Assert.Empty(new LigneCatalogue("1").Ideo);
        Assert.Empty(new EnregistrementExposition { CodeCertification = "32020116" }.CertificationsTerminales);
    }
}
