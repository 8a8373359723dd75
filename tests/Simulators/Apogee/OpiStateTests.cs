using System.Xml.Linq;
using static Parcoursup.Gateway.Simulators.Tests.Apogee.ApogeeFixture;

namespace Parcoursup.Gateway.Simulators.Tests.Apogee;

public sealed class OpiStateTests
{
    [Theory]
    [InlineData(9, "")]
    [InlineData(10, "")]
    [InlineData(9, "_30042019")]
    public async Task Success_is_the_empty_wrapper_in_the_callers_namespace(int version, string suffix)
    {
        await using var fixture = await StartAsync();
        using var response = await fixture.PostAsync(Envelope(Individu() + $"<voeux>{Item()}</voeux>", version, Namespace + suffix));

        Assert.Equal(200, (int)response.StatusCode);
        var wrapper = XDocument.Parse(await response.Content.ReadAsStringAsync()).Root!.Elements().Single().Elements().Single();
        Assert.Equal(XName.Get($"mettreajourDonneesOpi_v{version}Response", Namespace + suffix), wrapper.Name);
        Assert.False(wrapper.HasElements);
    }

    [Fact]
    public async Task The_list_of_wishes_replaces_the_stored_one_and_omissions_are_counted()
    {
        await using var fixture = await StartAsync();
        await fixture.SendAsync(Individu(), Item("L1DROI"), Item("L1ECO"));
        await fixture.SendAsync(Individu(), Item("L1ECO", "D"));

        Assert.Equal("L1ECO=D", await fixture.VoeuxAsync());
        Assert.Equal(1, (await fixture.OpiAsync())["omissions"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("", "L1DROI=F")]
    [InlineData("""<voeux xsi:nil="true"/>""", "L1DROI=F")]
    [InlineData("<voeux/>", "L1DROI=F")]
    [InlineData("<voeux><item/></voeux>", "")]
    [InlineData("""<voeux><item><codCge xsi:nil="true"/><codEtp/></item></voeux>""", "")]
    public async Task Absent_or_nil_keeps_the_wishes_one_empty_item_removes_them(string voeux, string expected)
    {
        await using var fixture = await StartAsync();
        await fixture.SendAsync(Individu(), Item());
        Assert.Equal("OK", await fixture.OutcomeAsync(Envelope(Individu() + voeux)));
        Assert.Equal(expected, await fixture.VoeuxAsync());
    }

    [Fact]
    public async Task Blocks_merge()
    {
        await using var fixture = await StartAsync();
        await fixture.PostAsync(Envelope(Individu() + "<bac><codBac>NBGE</codBac></bac><adresseFixe><codPay>100</codPay></adresseFixe>"));
        await fixture.PostAsync(Envelope(Individu() + "<bac><codBac>STMG</codBac></bac><adresseFixe/>"));

        var blocs = (await fixture.OpiAsync())["blocs"]!;
        Assert.Equal("STMG", blocs["bac"]!["codBac"]!.GetValue<string>());
        Assert.Equal("100", blocs["adresseFixe"]!["codPay"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("123456789AB", "DURAND", "01011999", true)]
    [InlineData("", "DUPONT", "28022008", true)]
    [InlineData("999999999ZZ", "DUPONT", "28022008", false)]
    [InlineData("", "DUPONT", "01011999", false)]
    public async Task The_same_person_under_another_number_is_merged(string ine, string nom, string naissance, bool merged)
    {
        await using var fixture = await StartAsync();
        await fixture.SendAsync(Individu("17"), Item());
        await fixture.SendAsync(Individu("E42", nom, ine, naissance), Item("L1ECO"));

        Assert.Equal(merged, (await fixture.OpiAsync("17"))["individu"]!.GetValue<int>() == (await fixture.OpiAsync("E42"))["individu"]!.GetValue<int>());
        Assert.Equal(merged ? 1 : 0, (await fixture.EtatAsync())["totaux"]!["fusions"]!.GetValue<int>());
        Assert.Equal(("L1DROI=F", "L1ECO=F"), (await fixture.VoeuxAsync("17"), await fixture.VoeuxAsync("E42")));
    }

    [Fact]
    public async Task Overlapping_calls_of_one_OPI_are_attested()
    {
        await using var fixture = await StartAsync(o => o with { Sins = new() { Lenteur = 1, LenteurMillisecondes = 300 } });
        await Task.WhenAll(fixture.SendAsync(Individu(), Item()), fixture.SendAsync(Individu(), Item()));
        Assert.Equal(1, (await fixture.OpiAsync())["chevauchements"]!.GetValue<int>());
        Assert.Equal(2, (await fixture.OpiAsync())["appels"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_WSDL_names_the_port_and_the_served_versions()
    {
        await using var fixture = await StartAsync(o => o with { Release = new Version(6, 50) });
        var wsdl = XDocument.Parse(await fixture.Http.GetStringAsync("/services/OpiMetier?wsdl"));
        Assert.Contains(wsdl.Descendants(), e => (string?)e.Attribute("name") == "mettreajourDonneesOpi_v10");
        Assert.DoesNotContain(wsdl.Descendants(), e => (string?)e.Attribute("name") == "mettreajourDonneesOpi_v9");
        Assert.Contains(wsdl.Descendants(), e => (string?)e.Attribute("location") == fixture.Simulator.UrlOpiMetier.ToString());
    }
}
