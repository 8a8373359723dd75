using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Tests.Valeurs;

/// <summary>Rule K1: a whole candidate judged, and what is noted of it.</summary>
public class CandidatJugeTests
{
    [Fact]
    public void What_is_changed_is_noted_with_its_reason_and_a_matter_of_case_or_presentation_is_not()
    {
        var juge = CandidatJuge.Of(new Candidat
        {
            Nom = " lefèvre ", Prenom = "Zoé  Anne", Ine = "123456789ab", TelMobile = "06 12 34 56 78", TelFixe = "+33 4 79 00 00 00", CodeEtablissementSco = "07300 13T",
            DepartementNaissance = "75", CodeCommuneNaissance = "69123", Sexe = "\u200B",
        });

        Assert.Equal(
            [
                ("departementNaissance", "75", "69", "mis en forme"), ("sexe", "\u200B", null, "« · » n'a aucun caractère lisible : non transmis."),
                ("prenom", "Zoé  Anne", "Zoé Anne", "mis en forme"), ("telFixe", "+33 4 79 00 00 00", "0479000000", "mis en forme"),
                ("codeEtablissementSco", "07300 13T", "0730013T", "mis en forme"),
            ],
            juge.Modifications.Select(m => (m.Champ, m.Avant, m.Apres, m.Raison)));
        Assert.Equal(("lefèvre", "123456789AB", "0612345678"), (juge.Candidat.Nom, juge.Candidat.Ine, juge.Candidat.TelMobile));
        Assert.Equal(["departementNaissance", "sexe"], juge.Avertissements.Select(a => a.Champ));
    }

    [Fact]
    public void Where_somebody_lives_decides_how_his_telephone_and_postcode_are_read()
    {
        var belge = new Adresse { CodePays = "BE", CodePostal = "1000" };
        var juge = CandidatJuge.Of(new Candidat
        {
            Adresse = belge, TelMobile = "475123456", TelFixe = "475123457",
            ResponsablesLegaux = [new ResponsableLegal { Tel = "475123458", Adresse = belge }, new ResponsableLegal { Tel = "475123459", Adresse = new() { CodePostal = "1000" } }],
        });

        Assert.Equal(("475123456", "475123457", "1000"), (juge.Candidat.TelMobile, juge.Candidat.TelFixe, juge.Candidat.Adresse.CodePostal));
        Assert.Equal(["475123458", "0475123459"], juge.Candidat.ResponsablesLegaux.Select(r => r.Tel));
        Assert.Equal(["1000", null], juge.Candidat.ResponsablesLegaux.Select(r => r.Adresse.CodePostal));
        Assert.Equal(["telMobile", "telFixe", "responsable1.tel", "responsable2.codePostal", "responsable2.tel"], juge.Avertissements.Select(a => a.Champ));
    }

    [Fact]
    public void A_commune_of_Corsica_is_noted_with_its_letter() => Assert.Equal(
        [("codeCommuneNaissance", "20004", "2A004")],
        CandidatJuge.Of(new Candidat { DepartementNaissance = "2A", CodeCommuneNaissance = "20004" }).Modifications.Select(m => (m.Champ, m.Avant, m.Apres)));
}
