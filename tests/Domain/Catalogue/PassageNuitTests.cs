using FsCheck.Fluent;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Domain.Tests.Support;
using static Parcoursup.Gateway.Domain.Catalogue.StatutCatalogue;
using static Parcoursup.Gateway.Domain.Tests.Catalogue.Formations;

namespace Parcoursup.Gateway.Domain.Tests.Catalogue;

/// <summary>What a night moves, and what it leaves to people (rules H1, H2).</summary>
public class PassageNuitTests
{
    private static readonly Evaluation Eligible = Evaluer(Bonne());
    private static readonly Evaluation Exclue = Evaluer(Bonne() with { Published = false });

    [Theory]
    [InlineData(NonPubliable, APublier)]
    [InlineData(APublierHabilitation, APublier)]
    [InlineData(APublierAccesDirect, APublier)]
    [InlineData(APublierRecteur, APublier)]
    [InlineData(APublier, APublier)]
    [InlineData(PretPourIntegration, PretPourIntegration)]
    [InlineData(NonPublie, NonPublie)]
    [InlineData(RejetDePublication, RejetDePublication)]
    [InlineData(EchecEnvoi, EchecEnvoi)]
    [InlineData(Ferme, Ferme)]
    [InlineData(EnAttenteMiseAJour, EnAttenteMiseAJour)]
    public void Only_the_five_statuses_of_the_seed_are_computed_anew(StatutCatalogue before, StatutCatalogue after)
    {
        Assert.Equal(after, PassageNuit.Passer(before, null, Eligible, false).Statut);
        Assert.Equal(before.EstRecalcule() ? NonPubliable : before, PassageNuit.Passer(before, null, Exclue, false).Statut);
    }

    [Fact]
    public void A_publication_request_that_would_leave_the_scope_stays_and_raises_an_alert()
    {
        var passage = PassageNuit.Passer(PretPourIntegration, null, Exclue, false);

        Assert.Equal(PretPourIntegration, passage.Statut);
        Assert.Contains("published", passage.Alerte, StringComparison.Ordinal);
        Assert.Null(PassageNuit.Passer(PretPourIntegration, null, Eligible, false).Alerte);
        Assert.Null(PassageNuit.Passer(NonPublie, null, Exclue, false).Alerte);
    }

    [Fact]
    public void A_formation_that_is_published_without_an_id_falls_back()
    {
        Assert.Equal(Publie, PassageNuit.Passer(Publie, "1234", Exclue, false).Statut);
        Assert.Equal(APublier, PassageNuit.Passer(Publie, " ", Eligible, false).Statut);
        Assert.NotNull(PassageNuit.Passer(Publie, null, Eligible, false).Alerte);
    }

    [Theory]
    [InlineData("1234", true, PretPourIntegration)]
    [InlineData("1234", false, APublier)]
    [InlineData("", true, APublier)]
    public void Without_an_instructor_only_a_setting_makes_ready_what_Parcoursup_knows(string id, bool setting, StatutCatalogue after) =>
        Assert.Equal(after, PassageNuit.Passer(APublier, id, Eligible, setting).Statut);

    [Fact]
    public void The_same_night_twice_changes_nothing()
    {
        var cases =
            from status in Gen.Elements(Statuts.Tous.ToArray())
            from id in Gen.Elements(null, "", "77")
            from eligible in Gen.Elements(true, false)
            from setting in Gen.Elements(true, false)
            select (status, id, evaluation: eligible ? Eligible : Exclue, setting);
        Propriete.Holds(cases, c =>
        {
            var once = PassageNuit.Passer(c.status, c.id, c.evaluation, c.setting).Statut;
            Assert.Equal(once, PassageNuit.Passer(once, c.id, c.evaluation, c.setting).Statut);
        });
    }

    [Theory]
    [InlineData("non intégrable", NonPubliable)]
    [InlineData("hors périmètre", NonPubliable)]
    [InlineData("non publiable en l’état", NonPubliable)]
    [InlineData("NON PUBLIABLE EN L'ETAT ", NonPubliable)]
    [InlineData("en attente de publication", PretPourIntegration)]
    public void Former_names_of_a_status_are_read(string text, StatutCatalogue status) => Assert.Equal(status, Statuts.Lire(text));

    [Fact]
    public void Every_status_is_read_by_its_own_label() => Assert.All(Statuts.Tous, s => Assert.Equal(s, Statuts.Lire(s.Libelle())));
}
