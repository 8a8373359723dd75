using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Domain.Catalogue.Envois;
using static Parcoursup.Gateway.Domain.Catalogue.StatutCatalogue;

namespace Parcoursup.Gateway.Domain.Tests.Catalogue;

/// <summary>What a posting, and a line of the return flow, make of a formation.</summary>
public class SuiteTests
{
    private static readonly DateOnly Jour = new(2026, 2, 12);
    private static readonly EtatPublication Pret = new(PretPourIntegration, null) { Erreur = "avant", Rejection = "avant" };

    [Fact]
    public void An_accepted_one_is_published_under_its_id_and_its_former_error_is_gone() => Assert.Equal(
        new EtatPublication(Publie, "7"), SuiteEnvoi.Appliquer(Pret, new VerdictEnvoi.Acceptee("7", false)));

    [Theory]
    [InlineData("Formation déclarée fermée dans Parcoursup", Ferme)]
    [InlineData("La filière n'a pas pu être retrouvée", RejetDePublication)]
    public void A_refusal_is_a_rejection_or_a_closure(string message, StatutCatalogue status)
    {
        var after = SuiteEnvoi.Appliquer(Pret, new VerdictEnvoi.Refusee(FamilleRefus.De(message)!, message));

        Assert.Equal((status, message), (after.Statut, after.Erreur));
        Assert.NotEqual("avant", after.Rejection);
    }

    [Fact]
    public void Everything_else_is_a_failure() => Assert.Equal(EchecEnvoi,
        SuiteEnvoi.Appliquer(Pret, new VerdictEnvoi.Echec(NatureEchec.SansIdentifiant, "200 sans identifiant")).Statut);

    [Fact]
    public void What_was_never_tried_goes_first_and_what_is_in_error_last() => Assert.Equal([0, 1, 2, 2],
    [
        SuiteEnvoi.Rang(PretPourIntegration, false, null), SuiteEnvoi.Rang(PretPourIntegration, true, null),
        SuiteEnvoi.Rang(EchecEnvoi, true, null), SuiteEnvoi.Rang(PretPourIntegration, false, "erreur"),
    ]);

    [Theory]
    [InlineData(EffetRetour.CleAjoutee, APublier, null, PretPourIntegration, "7")]
    [InlineData(EffetRetour.CleAjoutee, Publie, "7", Publie, "7")] // told again every day
    [InlineData(EffetRetour.CleAjoutee, Publie, "8", PretPourIntegration, "7")]
    [InlineData(EffetRetour.CleAjoutee, NonPublie, null, NonPublie, null)]
    [InlineData(EffetRetour.PublicationAnnulee, Publie, "7", Publie, null)]
    [InlineData(EffetRetour.Fermeture, Publie, "7", Ferme, null)]
    [InlineData(EffetRetour.PublieMdr, Publie, "7", Publie, "7")]
    [InlineData(EffetRetour.RienAFaire, APublier, "7", APublier, "7")]
    [InlineData(EffetRetour.Inconnu, Publie, "7", Publie, "7")]
    public void Each_line_of_the_return_flow_does_what_it_says_and_again_nothing(
        EffetRetour effect, StatutCatalogue before, string? id, StatutCatalogue after, string? idAfter)
    {
        var line = new LigneRetour(1, "7", "A", effect, "x");
        var (once, warning) = SuiteRetour.Appliquer(new(before, id), line, Jour);

        Assert.Equal((after, idAfter, effect == EffetRetour.PublieMdr), (once.Statut, once.ParcoursupId, once.Publie));
        Assert.Equal(effect == EffetRetour.PublieMdr ? Jour : null, once.PublieLe);
        Assert.Equal(effect == EffetRetour.Inconnu || before == NonPublie, warning is not null);
        Assert.Equal(once, SuiteRetour.Appliquer(once, line, Jour.AddDays(1)).Etat);
    }
}
