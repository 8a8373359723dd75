using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Tests.Adapters.Fregata;

/// <summary>Seed 002: the data of the apprenants and of their guardians need not be typed again.</summary>
public sealed class DossierMapperTests
{
    [Fact]
    public void A_dossier_has_the_apprenant_the_guardians_and_the_formation_with_its_mapping()
    {
        var dossier = Samples.Contenu();

        Assert.Equal(("Lefèvre", "Zoé", new DateOnly(2008, 2, 28)), (dossier.Apprenant.Nom, dossier.Apprenant.Prenom, dossier.Apprenant.DateNaissance));
        Assert.Equal(("73065", "0730016W", "STAV"), (dossier.Apprenant.CodeCommuneNaissance, dossier.Apprenant.CodeEtablissementOrigine, dossier.Apprenant.Bac.Serie));
        Assert.Equal("1 rue de l'Église", dossier.Apprenant.Adresse.Ligne1);
        Assert.Equal("Paul", Assert.Single(dossier.Responsables).Prenom);
        Assert.Equal(("32721401421", "DemiPensionnaire", "BTS1", "BTSA PA"), (dossier.Formation.Mef, dossier.Formation.Regime, dossier.Formation.Division, dossier.Formation.Libelle));
        Assert.Equal((ReponseCandidat.Oui, (CursusAmenage?)null, Samples.Voeu.DateReponse), (dossier.Reponse, dossier.CursusAmenage, dossier.DateReponse));
        Assert.Empty(DossierMapper.Problemes(dossier));
    }

    /// <summary>Rule K1: a dossier holds what may be handed on, for the guardians too.</summary>
    [Fact]
    public void Doubtful_values_are_cleaned_or_left_out()
    {
        var dossier = DossierMapper.Map(
            Samples.Candidat with
            {
                Nom = "LefÃ¨vre", Mail = "zoe\u0002@exemple.fr", TelMobile = "+33 (0)6 12 34 56 78",
                ResponsablesLegaux = [new ResponsableLegal { Nom = "Lefe\u0300vre", Mail = "pas d'adresse", Tel = "612345678" }],
            }, Samples.Voeu, CodeDecision.F, new(), null);

        Assert.Equal(("Lefèvre", "zoe@exemple.fr", "0612345678"), (dossier.Apprenant.Nom, dossier.Apprenant.Mail, dossier.Apprenant.TelMobile));
        var responsable = Assert.Single(dossier.Responsables);
        Assert.Equal(("Lefèvre", null, "0612345678"), (responsable.Nom, responsable.Mail, responsable.Tel));
    }

    [Fact]
    public void Blank_and_missing_mean_the_same() => Assert.Null(Samples.Contenu().Apprenant.TelFixe);

    /// <summary>Seed 002: "Il est cependant prudent de s'assurer que les dossiers… soient bien des dossiers de candidats qui viendront".</summary>
    [Fact]
    public void Who_keeps_other_wishes_waiting_is_told_from_who_has_decided()
    {
        Assert.True(Samples.Contenu().ReponseDefinitive);
        Assert.False(Samples.Contenu(voeu: Samples.Voeu with { CodeSituation = Situation.AccepteeEnAttente }).ReponseDefinitive);
    }

    /// <summary>Rule G2: the adapted curriculum and the internat are passed on.</summary>
    [Fact]
    public void A_oui_si_and_the_internat_are_passed_on()
    {
        var dossier = Samples.Contenu(voeu: Samples.Voeu with { Key = new VoeuKey(2026, 17, 8842, true), CodeAmenagement = 2, Cesure = true }, code: CodeDecision.S);

        Assert.Equal((ReponseCandidat.OuiSi, new CursusAmenage(2, "Oui si en 4 ans")), (dossier.Reponse, dossier.CursusAmenage));
        Assert.Equal((true, true, "Interne"), (dossier.Internat, dossier.Cesure, dossier.Formation.Regime));
    }

    [Fact]
    public void What_the_mapping_lacks_is_named_and_keeps_nobody_out()
    {
        var boarder = Samples.Voeu with { Key = new VoeuKey(2026, 17, 8842, true) };
        var dossier = Samples.Contenu(voeu: boarder, formation: new FormationMapping { CodeFormationPsup = 8842 });

        Assert.Equal("BTSA Productions animales", dossier.Formation.Libelle);
        Assert.Equal(["formations[8842].fregata.mef", "formations[8842].fregata.regimeInternat"], DossierMapper.Problemes(dossier).Select(p => p.Champ));
    }

    [Fact]
    public void A_formation_that_nobody_mapped_is_a_dossier_all_the_same() =>
        Assert.Equal(8842, DossierMapper.Map(Samples.Candidat, Samples.Voeu, CodeDecision.F, new(), null).Formation.CodeFormationPsup);

    [Fact]
    public void A_dossier_is_stored_and_read_back_the_same()
    {
        var text = FregataJson.Text(Samples.Contenu());
        Assert.Equal(text, FregataJson.Text(FregataJson.Read<ContenuDossier>(text)));
        Assert.Contains("\"dateReponse\":\"2026-06-04T19:42:00\"", text, StringComparison.Ordinal);
    }
}
