using System.Xml.Linq;
using Parcoursup.Gateway.Simulators.Apogee;
using static Parcoursup.Gateway.Simulators.Tests.Apogee.ApogeeFixture;

namespace Parcoursup.Gateway.Simulators.Tests.Apogee;

public sealed class OpiRulesTests
{
    public static TheoryData<string, string> Refused => new()
    {
        { Individu(""), "technical.parameter.nullinput.codOpiIntEpo" },
        { Individu(nom: ""), "technical.parameter.nullinput.libNomPatIndOpi" },
        { Individu(naissance: ""), "technical.parameter.nullinput.dateNaiIndOpi" },
        { Individu(naissance: "2008-02-28"), "technical.parameter.noncoherentinput.dateNaiIndOpi" },
        { Individu(code: "12345678901"), "technical.parameter.oversizeinput.codOpiIntEpo" },
        { Individu(nom: new string('A', 31)), "technical.parameter.oversizeinput.libNomPatIndOpi" },
        { Individu() + "<bac><codMention>TBF</codMention></bac>", "technical.parameter.oversizeinput.codMention" },
        { Voeux(Item(decision: "X")), "technical.parameter.noncoherentinput.codDecVeu" },
        { Voeux(Item(decision: "S")), "functionnal.borules.nullinput.codCatOuiSi" },
        { Voeux(Item(more: "<codDip>LDROIT</codDip>")), "technical.parameter.noncoherentinput.codDip" },
        { Voeux(Item(more: "<codDemDos>Z</codDemDos>")), "technical.parameter.noncoherentinput.codDemDos" },
        { Voeux(Item(vet: "L1XXXX")), "functionnal.bddrules.unknown.vet" },
        { Voeux(Item() + Item(decision: "D")), "technical.data.sqlexception.voeux" },
        { Voeux("<item><codCge>DRT</codCge><codEtp>L1DROI</codEtp><codVrsVet>101</codVrsVet><codDecVeu>F</codDecVeu></item>"), "technical.parameter.nullinput.numCls" },
        { Voeux("<item><codCge>DRT</codCge><codEtp>L1DROI</codEtp><codVrsVet>un</codVrsVet><codDecVeu>F</codDecVeu><numCls>1</numCls></item>"), "technical.parameter.noncoherentinput.codVrsVet" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_Apogee_refuses(string blocks, string code)
    {
        await using var fixture = await StartAsync(o => o with { VetsConnues = new HashSet<Vet> { new("DRT", "L1DROI", 101) } });
        Assert.Equal(code, await fixture.OutcomeAsync(Envelope(blocks)));

        var etat = await fixture.EtatAsync();
        Assert.Empty(etat["opi"]!.AsArray());
        Assert.Equal(code, etat["fautes"]!.AsArray().Single()!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_fault_stands_in_the_callers_namespace()
    {
        const string Caller = Namespace + "_30042019";
        await using var fixture = await StartAsync();
        using var response = await fixture.PostAsync(Envelope(Individu("") + $"<voeux>{Item()}</voeux>", 9, Caller));

        Assert.Equal(500, (int)response.StatusCode);
        var detail = XDocument.Parse(await response.Content.ReadAsStringAsync()).Descendants("detail").Single();
        var fault = Assert.Single(detail.Elements());
        Assert.Equal(XName.Get("fault", Caller), fault.Name);
        Assert.Equal(["domaine", "element", "messages", "nature", "type", "lastErrorMsg"], fault.Elements().Select(e => e.Name.ToString()));
    }

    [Theory]
    [InlineData("6.40", 9, "<codRge>X</codRge>", "", "technical.parameter.noncoherentinput.codRge")]
    [InlineData("6.40", 10, "", "<modEnv>X</modEnv>", "technical.parameter.noncoherentinput.modEnv")]
    [InlineData("6.50", 10, "<codRge>X</codRge>", "<modEnv>X</modEnv>", "OK")]
    [InlineData("6.50", 9, "", "", "No such operation 'mettreajourDonneesOpi_v9'")]
    [InlineData("6.10", 10, "", "", "No such operation 'mettreajourDonneesOpi_v10'")]
    public async Task A_release_knows_its_versions_and_fields_only(string release, int version, string inItem, string inVoeux, string expected)
    {
        await using var fixture = await StartAsync(o => o with { Release = Version.Parse(release) });
        Assert.Equal(expected, await fixture.OutcomeAsync(Envelope($"{Individu()}<voeux>{inVoeux}{Item(more: inItem)}</voeux>", version)));
    }

    [Theory]
    [InlineData("<pas du xml")]
    [InlineData("""<!DOCTYPE x [<!ENTITY e "e">]><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>&e;</s:Body></s:Envelope>""")]
    [InlineData("<a/>")]
    public async Task What_is_no_call_is_a_plain_fault(string body)
    {
        await using var fixture = await StartAsync();
        using var response = await fixture.PostAsync(body);
        Assert.Equal(500, (int)response.StatusCode);
        Assert.DoesNotContain("detail", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_qualified_child_is_not_recognised()
    {
        await using var fixture = await StartAsync();
        var qualified = Envelope(Individu()).Replace("<_donneesOpi ", "<_donneesOpi xmlns=\"urn:x\" ", StringComparison.Ordinal);
        Assert.NotEqual("OK", await fixture.OutcomeAsync(qualified));
    }

    private static string Voeux(string items) => Individu() + $"<voeux>{items}</voeux>";
}
