using System.Text;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.Attaques;

/// <summary>Well-formed messages whose content is a trap.</summary>
[Collection(AttackCollection.Name)]
public sealed class ValeursTests(AttackedGateway shared)
{
    private static readonly string Individual = Individu("E2");
    private static readonly string Wishes = Voeux(("L1DROI", "F"));

    public static TheoryData<string, string> Duplicates => new()
    {
        { Individual + Individu("E3"), "individu" },
        { Individual + Wishes + Voeux(("L1ECO", "D")), "voeux" },
        { Individual.Replace("<codOpiIntEpo>", "<codOpiIntEpo>E3</codOpiIntEpo><codOpiIntEpo>", StringComparison.Ordinal), "codOpiIntEpo" },
        { Individual.Replace("<codOpiIntEpo>", "<codOpiIntEpo xsi:nil=\"true\"/><codOpiIntEpo>", StringComparison.Ordinal), "codOpiIntEpo" },
        { Individual.Replace("<libNomPatIndOpi>", "<libNomPatIndOpi/><libNomPatIndOpi>", StringComparison.Ordinal), "libNomPatIndOpi" },
        { Individual.Replace("<etatCivil>", "<etatCivil/><etatCivil>", StringComparison.Ordinal), "etatCivil" },
        { Individual + Wishes.Replace("<codDecVeu>F", "<codDecVeu>D</codDecVeu><codDecVeu>F", StringComparison.Ordinal), "codDecVeu" },
        { Individual + "</_donneesOpi><_donneesOpi>" + Individu("E3"), "_donneesOpi" },
    };

    [Theory]
    [MemberData(nameof(Duplicates))]
    public async Task A_duplicated_sibling_is_refused_with_its_place(string donnees, string element)
    {
        var fault = await shared.AssertRefusedAsync(Encoding.UTF8.GetBytes(Envelope(donnees)));
        Assert.Equal(("soapenv:Client", "technical.parameter.duplicateinput.message"), (fault.FaultCode, fault.Code));
        Assert.Contains(element, fault.Message, StringComparison.Ordinal);
        Assert.Matches("figure deux fois.*ligne 3, colonne [0-9]+", fault.Message);
    }

    [Theory]
    [InlineData("INF")]
    [InlineData("-INF")]
    [InlineData("NaN")]
    [InlineData("2147483648")]
    [InlineData("-2147483649")]
    [InlineData("99999999999999999999999999")]
    [InlineData("1e3")]
    [InlineData("1.0")]
    [InlineData("0x10")]
    [InlineData("1 2")]
    [InlineData("1_000")]
    [InlineData("١٢")]
    [InlineData("--1")]
    public async Task A_number_that_is_no_int_is_refused(string value)
    {
        foreach (var element in new[] { "codVrsVet", "numCls" })
        {
            var wish = System.Text.RegularExpressions.Regex.Replace(Wishes, $"<{element}>[0-9]+", $"<{element}>{value}");
            var fault = await shared.AssertRefusedAsync(Encoding.UTF8.GetBytes(Envelope(Individual + wish)));
            Assert.Equal(("soapenv:Client", "technical.parameter.noncoherentinput." + element), (fault.FaultCode, fault.Code));
        }
    }

    [Fact]
    public async Task An_int_of_sixty_thousand_digits_is_refused_and_not_repeated()
    {
        var fault = await shared.AssertRefusedAsync(Encoding.UTF8.GetBytes(Envelope($"<individu><codEtuOpi>{new string('9', 60_000)}</codEtuOpi></individu>")));
        Assert.Equal("technical.parameter.noncoherentinput.codEtuOpi", fault.Code);
        Assert.InRange(fault.Message.Length, 1, 200);
    }

    [Theory]
    [InlineData("<codDecVeu>F<b/></codDecVeu>")]
    [InlineData("<codDecVeu><![CDATA[<F>]]></codDecVeu>")]
    [InlineData("<codDecVeu>F'; DROP TABLE message_entrant; --</codDecVeu>")]
    public async Task A_decision_that_is_none_is_refused(string element) =>
        Assert.Equal("soapenv:Client", (await shared.AssertRefusedAsync(Encoding.UTF8.GetBytes(Envelope(Individual + Wishes.Replace("<codDecVeu>F</codDecVeu>", element, StringComparison.Ordinal))))).FaultCode);
}
