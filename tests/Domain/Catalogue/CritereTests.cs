using FsCheck.Fluent;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Domain.Tests.Support;
using static Parcoursup.Gateway.Domain.Tests.Catalogue.Formations;

namespace Parcoursup.Gateway.Domain.Tests.Catalogue;

/// <summary>A rule's own condition: fields and operators of closed lists.</summary>
public class CritereTests
{
    [Theory]
    [InlineData("intitule_long", "égal à", "BTS ELECTROTECHNIQUE", true)]
    [InlineData("intitule_long", "différent de", "BTS ELECTROTECHNIQUE", false)]
    [InlineData("intitule_long", "contient", "electro", true)]
    [InlineData("intitule_long", "ne contient pas", "ELECTRO", false)]
    [InlineData("intitule_long", "commence par", "BTS", true)]
    [InlineData("intitule_long", "termine par", "BTS", false)]
    [InlineData("intitule_long", "regexp", "^BTS .*TECH", true)]
    [InlineData("libelle_court", "contient", "x", false)] // there is none
    [InlineData("libelle_court", "ne contient pas", "x", true)]
    [InlineData("cfd", "commence par", "320", true)]
    public void Each_operator_compares_as_it_says(string field, string op, string value, bool holds) =>
        Assert.Equal(holds, MoteurReglesTests.Condition(field, op, value).Tient(Bonne()));

    [Theory]
    [InlineData("égal à", "2222222222", true)]
    [InlineData("égal à", "3333333333", false)]
    [InlineData("différent de", "2222222222", false)] // one of them is enough to deny
    [InlineData("différent de", "3333333333", true)]
    public void Of_several_MEF_one_is_enough(string op, string value, bool holds) => Assert.Equal(holds,
        MoteurReglesTests.Condition("bcn_mefs_10.mef10", op, value).Tient(Bonne() with { Mefs = ["1111111111", "2222222222"] }));

    [Theory]
    [InlineData("uai_formation", "contient", "x", "champ")]
    [InlineData("cfd", "ressemble à", "x", "operateur")]
    [InlineData("cfd", "contient", "", "valeur")]
    [InlineData("cfd", "regexp", "(", "valeur")]
    [InlineData("cfd", "regexp", "(?=a)a", "valeur")]
    public void What_is_on_no_closed_list_is_refused_with_the_part_at_fault(string field, string op, string value, string part)
    {
        Assert.Null(Critere.Lire(field, op, value, out var refusal));
        Assert.Equal(part, refusal.Champ);
        Assert.NotEmpty(refusal.Motif);
    }

    [Fact]
    public async Task A_regular_expression_that_would_go_back_for_ever_ends()
    {
        var criterion = MoteurReglesTests.Condition("intitule_long", "regexp", "^(a+)+$");

        Assert.False(await Task.Run(() => criterion.Tient(Bonne() with { IntituleLong = new string('a', 5000) + "!" }))
            .WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void What_an_operator_denies_is_what_the_other_says()
    {
        var texts = Gen.Elements("", "a", "A", "ab", "abc", "b", "bc");
        var cases = from value in Gen.Elements("a", "ab", "B") from mefs in Gen.ListOf(texts) select (value, mefs: mefs.ToArray());
        Propriete.Holds(cases, c =>
        {
            var formation = Bonne() with { Mefs = c.mefs };
            foreach (var (op, denial) in new[] { ("égal à", "différent de"), ("contient", "ne contient pas") })
                Assert.NotEqual(MoteurReglesTests.Condition("bcn_mefs_10.mef10", op, c.value).Tient(formation),
                    MoteurReglesTests.Condition("bcn_mefs_10.mef10", denial, c.value).Tient(formation));
        });
    }

    [Fact]
    public void Criteria_are_joined_by_ET_and_OU_and_groups_may_be_nested()
    {
        var (yes, no) = (MoteurReglesTests.Condition("cfd", "contient", "3"), MoteurReglesTests.Condition("cfd", "contient", "x"));

        Assert.True(new GroupeCriteres(true, [yes, yes]).Tient(Bonne()));
        Assert.False(new GroupeCriteres(true, [yes, no]).Tient(Bonne()));
        Assert.True(new GroupeCriteres(false, [no, new GroupeCriteres(true, [yes])]).Tient(Bonne()));
        Assert.False(new GroupeCriteres(false, [no, no]).Tient(Bonne()));
        Assert.True(new GroupeCriteres(false, []).Tient(Bonne()));
    }
}
