using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Tests.Configuration;

/// <summary>Rule A1: codes and UAIs are well formed, and each leads to one établissement.</summary>
public sealed class IdentityRuleTests
{
    private static readonly EtablissementDocument Juste = new() { Code = "univ-1", Libelle = "Université", Uais = ["0730013T"] };

    [Fact]
    public void One_with_its_code_its_name_and_its_UAI_is_taken() => Assert.Empty(Champs(Juste));

    [Theory]
    [InlineData("ab", true)]
    [InlineData("9-a", true)]
    [InlineData("a", false)]
    [InlineData("", false)]
    [InlineData("Univ", false)]
    [InlineData("-univ", false)]
    [InlineData("univ-", false)]
    [InlineData("uni v", false)]
    [InlineData("université", false)]
    [InlineData("univ\n", false)]
    public void A_code_is_of_small_letters_digits_and_dashes(string code, bool taken) =>
        Assert.Equal(taken ? [] : ["etablissements[0].code"], Champs(Juste with { Code = code }));

    [Fact]
    public void A_code_has_at_most_forty_characters()
    {
        Assert.Empty(Champs(Juste with { Code = new('a', 40) }));
        Assert.Equal(["etablissements[0].code"], Champs(Juste with { Code = new('a', 41) }));
    }

    [Fact]
    public void A_name_and_a_UAI_are_asked_for() => Assert.Equal(
        ["etablissements[0].libelle", "etablissements[0].uais"], Champs(Juste with { Libelle = " ", Uais = [] }));

    [Fact]
    public void A_UAI_with_another_control_letter_is_none()
    {
        var erreur = Assert.Single(Check(Juste with { Uais = ["0730013T", "0730013A"] }));
        Assert.Equal("etablissements[0].uais[1]", erreur.Champ);
        Assert.StartsWith("« 0730013A » n'est pas une UAI", erreur.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_UAI_belongs_to_the_first_that_names_it_also_where_the_code_is_its_own()
    {
        var erreurs = Check(Juste, Juste with { Code = "lycee", Uais = ["0010001W", "0730013T"] });
        var erreur = Assert.Single(erreurs);
        Assert.Equal(("etablissements[1].uais[1]", "L'UAI 0730013T appartient déjà à l'établissement « univ-1 »."), (erreur.Champ, erreur.Message));

        // A code that is written like the UAI of another.
        Assert.Contains(Check(Juste with { Code = "0730013t" }, Juste with { Code = "lycee" }), e => e.Champ == "etablissements[1].uais[0]");
    }

    [Fact]
    public void Its_errors_come_first() => Assert.Equal(RuleOrder.Identity, new IdentityRule().Order);

    private static List<Erreur> Check(params EtablissementDocument[] etablissements)
    {
        List<Erreur> erreurs = [.. new IdentityRule().Check(new() { Etablissements = etablissements })];
        Assert.DoesNotContain(erreurs, e => e.Message.Length == 0);
        return erreurs;
    }

    private static IEnumerable<string> Champs(params EtablissementDocument[] etablissements) => Check(etablissements).Select(e => e.Champ);
}
