using Parcoursup.Gateway.Adapters.Apogee.Protocol;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

/// <summary>The parameters of <c>?wsdl</c>.</summary>
public sealed class OpiContratTests
{
    [Theory]
    [InlineData(null, null, "9,10")]
    [InlineData("", " ", "9,10")]
    [InlineData("8", null, "8")]
    [InlineData("7-9", null, "7,8,9")]
    [InlineData("9,7,8,7", null, "7,8,9")]
    [InlineData(" 2 , 4 - 5 ", null, "2,4,5")]
    [InlineData(null, "24022011", "2")]
    [InlineData(null, "11092013", "2,3")]
    [InlineData(null, "23042014", "3,4,5")]
    [InlineData(null, "28072016", "3,4,5")]
    [InlineData(null, "13022017", "5,6")]
    [InlineData(null, "28072017", "5,6,7")]
    [InlineData(null, "27022018", "7,8")]
    [InlineData(null, "30042019", "7,8,9")]
    [InlineData("10", "30042019", "10")]
    public void Versions_and_namespace_are_read(string? version, string? espace, string versions)
    {
        var contrat = OpiContrat.TryParse(version, espace, out _)!;
        Assert.Equal(versions, string.Join(',', contrat.Versions));
        Assert.Equal(string.IsNullOrWhiteSpace(espace) ? Samples.Ns : $"{Samples.Ns}_{espace}", contrat.EspaceDeNoms);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("11")]
    [InlineData("2-11")]
    [InlineData("9-7")]
    [InlineData("7-8-9")]
    [InlineData("-3")]
    [InlineData("v9")]
    [InlineData("9,,10")]
    [InlineData("٩")]
    [InlineData("99999999999999999999")]
    public void A_version_that_does_not_exist_is_answered_by_those_that_do(string version)
    {
        Assert.Null(OpiContrat.TryParse(version, null, out var erreur));
        Assert.Contains("Paramètre version : indiquer des versions de 2 à 10", erreur, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12345678")]
    [InlineData("2702201")]
    [InlineData("_27022018")]
    [InlineData("OpiMetier")]
    public void A_namespace_that_Apogee_never_had_is_answered_by_those_that_it_had(string espace)
    {
        Assert.Null(OpiContrat.TryParse("9", espace, out var erreur));
        Assert.Contains("27022018", erreur, StringComparison.Ordinal);
        Assert.Contains("omettre", erreur, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_errors_are_told_at_once()
    {
        Assert.Null(OpiContrat.TryParse("1", "1", out var erreur));
        Assert.Equal(2, erreur.Split('\n').Length);
    }

    [Fact]
    public void More_contracts_than_are_remembered_are_answered_all_the_same()
    {
        for (var mask = 1; mask < 1 << 9; mask += 5)
        {
            var versions = Enumerable.Range(2, 9).Where(v => (mask & (1 << (v - 2))) != 0).ToList();
            var contrat = OpiContrat.TryParse(string.Join(',', versions), null, out _)!;
            var wsdl = OpiWsdl.Render(contrat, OpiWsdl.AdresseExemple);
            Assert.All(Enumerable.Range(2, 9), v => Assert.Equal(versions.Contains(v), wsdl.Contains($"<wsdl:operation name=\"mettreajourDonneesOpi_v{v}\"", StringComparison.Ordinal)));
        }
    }
}
