using Parcoursup.Gateway.Domain.Catalogue;
using static Parcoursup.Gateway.Domain.Catalogue.StatutCatalogue;
using static Parcoursup.Gateway.Domain.Tests.Catalogue.Formations;

namespace Parcoursup.Gateway.Domain.Tests.Catalogue;

/// <summary>Who may act (rule H3).</summary>
public class ActeurTests
{
    [Theory]
    [InlineData("instructeur", "14", true)]
    [InlineData("instructeur", "1,014", true)]
    [InlineData("instructeur", "-1", true)]
    [InlineData("instructeur", "1", false)]
    [InlineData("instructeur", "", false)]
    [InlineData("moss", "-1", false)]
    [InlineData("lecture", "14", false)]
    public void Only_an_instructor_of_the_formation_s_academie_publishes_and_withdraws(string role, string academies, bool may)
    {
        var actor = Acteur.Lire("Marie", role, academies, out _)!;

        Assert.Equal(may, !ActionPublication.Publier(actor, Bonne(), APublier, null).EstRefusee);
        Assert.Equal(may, !ActionPublication.NePasPublier(actor, Bonne(), APublier, "fermeture").EstRefusee);
    }

    [Theory]
    [InlineData(null, "instructeur", "14")]
    [InlineData("Marie", "recteur", "14")]
    [InlineData("Marie", "instructeur", "999")]
    public void Whoever_cannot_be_recognised_is_told_why(string? name, string role, string academies)
    {
        Assert.Null(Acteur.Lire(name, role, academies, out var refusal));
        Assert.NotNull(refusal);
    }

    [Theory]
    [InlineData(APublier, PretPourIntegration)]
    [InlineData(APublierRecteur, PretPourIntegration)]
    [InlineData(RejetDePublication, PretPourIntegration)]
    [InlineData(EchecEnvoi, PretPourIntegration)]
    [InlineData(NonPublie, PretPourIntegration)]
    [InlineData(PretPourIntegration, PretPourIntegration)]
    [InlineData(Publie, Publie)]
    [InlineData(NonPubliable, null)]
    [InlineData(Ferme, null)]
    [InlineData(EnAttenteMiseAJour, null)]
    public void What_can_be_published(StatutCatalogue before, StatutCatalogue? after)
    {
        var end = ActionPublication.Publier(Marie, Bonne(), before, Evaluer(Bonne()));

        Assert.Equal(after, end.EstRefusee ? null : end.Statut);
    }

    [Fact]
    public void What_was_withdrawn_and_has_left_the_scope_is_not_published_again() => Assert.Contains(
        "published", ActionPublication.Publier(Marie, Bonne(), NonPublie, Evaluer(Bonne() with { Published = false })).Refus,
        StringComparison.Ordinal);

    [Fact]
    public void Withdrawing_asks_for_a_reason() =>
        Assert.Contains("raison", ActionPublication.NePasPublier(Marie, Bonne(), APublier, " ").Refus, StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("035000A")]
    [InlineData("XXXXXXXX")]
    public void A_formation_without_a_valid_UAI_is_not_acted_on(string? uai) =>
        Assert.Contains("UAI", ActionPublication.Publier(Marie, Bonne() with { Uai = uai }, APublier, null).Refus, StringComparison.Ordinal);

    [Theory]
    [InlineData("moss", "-1", 14, true)]
    [InlineData("moss", "-1", null, true)]
    [InlineData("instructeur", "14", 14, true)]
    [InlineData("instructeur", "14", 1, false)]
    [InlineData("instructeur", "-1", null, false)]
    [InlineData("lecture", "-1", 14, false)]
    public void The_MOSS_decides_everywhere_and_an_instructor_for_his_academie(string role, string academies, int? academie, bool may) =>
        Assert.Equal(may, DroitRegle.Refus(Acteur.Lire("N", role, academies, out _)!, Regle(statut: APublierRecteur), academie, APublierRecteur) is null);

    [Fact]
    public void An_academie_decides_only_on_rules_that_submit_to_its_rector()
    {
        Assert.NotNull(DroitRegle.Refus(Marie, Regle(statut: APublier), 14, APublierRecteur));
        Assert.NotNull(DroitRegle.Refus(Marie, Regle(statut: APublierRecteur), 14, Publie));
        Assert.Null(DroitRegle.Refus(Marie, Regle(statut: APublierRecteur), 14, null));
    }

    [Theory]
    [InlineData("moss", "14", 1, true)]
    [InlineData("instructeur", "14", 14, true)]
    [InlineData("instructeur", "14", 1, false)]
    [InlineData("instructeur", "14", null, false)]
    [InlineData("lecture", "-1", null, true)]
    public void The_MOSS_sees_everything_and_the_others_their_academies(string role, string academies, int? academie, bool sees) =>
        Assert.Equal(sees, Acteur.Lire("N", role, academies, out _)!.Voit(academie));

    [Theory]
    [InlineData(14, "Rennes (14)")]
    [InlineData(99, "académie 99")]
    [InlineData(null, "académie inconnue")]
    public void An_academie_is_called_by_its_name(int? numero, string name) => Assert.Equal(name, Academies.Nom(numero));

    private static Acteur Marie => Acteur.Lire("Marie", "instructeur", "14", out _)!;
}
