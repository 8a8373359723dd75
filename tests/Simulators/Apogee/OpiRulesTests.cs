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
    [InlineData(null, null, "2 3 4 5 6 7 8 9 10")]
    [InlineData("6.00", null, "7 8 9")]
    [InlineData("6.10", null, "8 9")]
    [InlineData("6.40", null, "9 10")]
    [InlineData("6.70", null, "10")]
    [InlineData(null, "_24022011", "2")]
    [InlineData(null, "_11092013", "2 3")]
    [InlineData(null, "_28072016", "3 4 5")]
    [InlineData("5.20", "_13022017", "5 6")]
    [InlineData(null, "_28072017", "5 6 7")]
    [InlineData(null, "_27022018", "7 8")]
    [InlineData(null, "_30042019", "7 8 9")]
    public async Task Each_Apogee_has_the_operations_of_its_time(string? release, string? suffix, string versions)
    {
        await using var fixture = await StartAsync(o => o with { Release = release is null ? null : Version.Parse(release), EspaceDeNoms = suffix is null ? null : Namespace + suffix });
        var answered = new List<int>();
        for (var version = 2; version <= 10; version++)
        {
            if (await fixture.OutcomeAsync(Envelope($"{Individu(ine: "")}<voeux>{Item()}</voeux>", version, Namespace + suffix)) == "OK") answered.Add(version);
        }

        Assert.Equal(versions, string.Join(' ', answered));
        var wsdl = await fixture.Http.GetStringAsync("/services/OpiMetier?wsdl");
        Assert.All(Enumerable.Range(2, 9), v => Assert.Equal(answered.Contains(v), wsdl.Contains($"mettreajourDonneesOpi_v{v}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_Apogee_with_a_namespace_answers_in_no_other()
    {
        await using var fixture = await StartAsync(o => o with { EspaceDeNoms = Namespace + "_27022018" });
        Assert.Equal("No such operation 'mettreajourDonneesOpi_v8'", await fixture.OutcomeAsync(Envelope(Individu(), 8)));
    }

    [Theory]
    [InlineData(2, "codRgi", "<individu><codOpiIntEpo>1</codOpiIntEpo><donneesPersonnelles><codRgi/></donneesPersonnelles></individu>")]
    [InlineData(3, "donneesThese", "<donneesThese/>")]
    [InlineData(4, "temPrlAnnCrt", "<individu><inscriptionParallele><temPrlAnnCrt/></inscriptionParallele></individu>")]
    [InlineData(5, "codComNaiEtuOpi", "<individu><donneesNaissance><codComNaiEtuOpi/></donneesNaissance></individu>")]
    [InlineData(7, "codCleNneIndOpi", "<individu><etatCivil><codCleNneIndOpi/></etatCivil></individu>")]
    [InlineData(7, "codCatOuiSi", "<voeux><item><codCatOuiSi/></item></voeux>")]
    [InlineData(8, "comExoExt", "<voeux><item><comExoExt/></item></voeux>")]
    [InlineData(9, "codOpt4Bac", "<bac><codOpt4Bac/></bac>")]
    public async Task An_element_of_a_later_operation_is_not_known_even_empty(int version, string element, string blocks)
    {
        await using var fixture = await StartAsync();
        Assert.Equal($"org.xml.sax.SAXException: Invalid element - {element}", await fixture.OutcomeAsync(Envelope(blocks, version)));
    }

    [Theory]
    [InlineData(6, "1234567890</codNneIndOpi><codCleNneIndOpi>A</codCleNneIndOpi>", "OK")]
    [InlineData(6, "1234567890A</codNneIndOpi>", "technical.parameter.oversizeinput.codNneIndOpi")]
    [InlineData(7, "1234567890A</codNneIndOpi>", "OK")]
    public async Task The_key_of_the_INE_stands_apart_before_version_7(int version, string ine, string expected)
    {
        await using var fixture = await StartAsync();
        var individu = Individu().Replace("123456789AB</codNneIndOpi>", ine, StringComparison.Ordinal);
        Assert.Equal(expected, await fixture.OutcomeAsync(Envelope(individu, version)));
        if (expected == "OK") Assert.Equal("1234567890A", (await fixture.OpiAsync())["ine"]!.GetValue<string>());
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
