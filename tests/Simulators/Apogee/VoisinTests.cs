using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Parcoursup.Gateway.Simulators.Apogee;
using static Parcoursup.Gateway.Simulators.Tests.Apogee.ApogeeFixture;

namespace Parcoursup.Gateway.Simulators.Tests.Apogee;

/// <summary>LaissezPasserMetier and EtudiantMetier, beside OpiMetier in one Apogée.</summary>
public sealed class VoisinTests
{
    private const string Lpa = "LaissezPasserMetier";
    private const string Etu = "EtudiantMetier";
    private static readonly (string, string)[] Good = [("typLpa", "IAPRIMO"), ("codAnu", "2026"), ("numOPI", "17"), ("codEtp", "L1DROI"), ("codVrsVet", "101")];

    [Fact]
    public async Task A_laissez_passer_is_held_once_with_its_latest_content()
    {
        await using var fixture = await OfOneOpiAsync();
        using (var response = await PostAsync(fixture, Lpa, LaissezPasser(Good)))
        {
            var wrapper = Body(await response.Content.ReadAsStringAsync());
            Assert.Equal((200, XName.Get("mettreAJourLaissezPasserWSResponse_V2", Space(Lpa)), false), ((int)response.StatusCode, wrapper.Name, wrapper.HasElements));
        }

        Assert.Equal("OK", await OutcomeAsync(fixture, Lpa, LaissezPasser([.. Good, ("codCatOuiSi", "OS3"), ("libCmtLpa", "bis")])));
        var held = Assert.Single((await fixture.EtatAsync())["laissezPasser"]!.AsArray())!;
        Assert.Equal(("L1DROI", "OS3", "bis", 2), (held["codEtp"]!.ToString(), held["codCatOuiSi"]!.ToString(), held["libCmtLpa"]!.ToString(), held["appels"]!.GetValue<int>()));
    }

    [Fact]
    public async Task The_older_operation_has_underscores_and_no_Oui_Si()
    {
        await using var fixture = await OfOneOpiAsync();
        Assert.Equal("OK", await OutcomeAsync(fixture, Lpa, LaissezPasser(Good, version: 1, suffix: "_05012015")));
        Assert.Equal("mettreAJourLaissezPasserWS", (await fixture.EtatAsync())["laissezPasser"]![0]!["operation"]!.ToString());
    }

    public static TheoryData<string, string, string> RefusedValues => new()
    {
        { "typLpa", "", "technical.parameter.nullinput.typLpa" },
        { "typLpa", "IA", "technical.parameter.noncoherentinput.typLpa" },
        { "codAnu", "", "technical.parameter.nullinput.codAnu" },
        { "codAnu", "26/27", "technical.parameter.noncoherentinput.codAnu" },
        { "numOPI", "", "technical.parameter.nullinput.numOPI" },
        { "numOPI", "99", "technical.data.nullretrieve.numOPI" },
        { "codEtu", "22600099", "technical.data.nullretrieve.etudiant" },
        { "codEtp", "", "technical.parameter.nullinput.codEtp" },
        { "codEtp", "L1ECO", "functionnal.bddrules.unknown.vet" },
        { "codVrsVet", "", "technical.parameter.nullinput.codVrsVet" },
        { "codVrsVet", "un", "technical.parameter.noncoherentinput.codVrsVet" },
        { "codVrsVet", "102", "functionnal.bddrules.unknown.vet" },
        { "codDip", "LDROIT", "technical.parameter.noncoherentinput.codDip" },
        { "mtfCat", "REM", "technical.parameter.noncoherentinput.mtfCat" },
        { "codCatOuiSi", "OS9", "functionnal.bddrules.unknown.codCatOuiSi" },
        { "typLpa", "REINS", "functionnal.borules.notregistered.typLpa" },
    };

    [Theory]
    [MemberData(nameof(RefusedValues))]
    public async Task What_LaissezPasserMetier_refuses(string name, string value, string code)
    {
        await using var fixture = await OfOneOpiAsync();
        Assert.Equal(code, await OutcomeAsync(fixture, Lpa, LaissezPasser([.. Good.Where(g => g.Item1 != name), (name, value)])));
        Assert.Empty((await fixture.EtatAsync())["laissezPasser"]!.AsArray());
    }

    [Fact]
    public async Task A_fault_of_a_neighbour_stands_in_its_caller_s_namespace()
    {
        await using var fixture = await OfOneOpiAsync();
        using var response = await PostAsync(fixture, Lpa, LaissezPasser([("typLpa", "")], suffix: "_05012015"));
        var fault = XDocument.Parse(await response.Content.ReadAsStringAsync()).Descendants("detail").Single().Elements().Single();
        Assert.Equal((500, XName.Get("fault", Space(Lpa) + "_05012015")), ((int)response.StatusCode, fault.Name));
    }

    [Theory]
    [InlineData("_5012015", "Opération inconnue")]
    [InlineData("<typLpa xmlns='urn:x'>IAPRIMO</typLpa>", "Invalid element")]
    [InlineData("<autre/>", "Invalid element")]
    [InlineData("<typLpa/>", "Invalid element")]
    public async Task What_is_not_in_the_contract_is_a_plain_fault(string wrong, string expected)
    {
        await using var fixture = await OfOneOpiAsync();
        var message = wrong[0] == '_' ? LaissezPasser(Good, suffix: wrong) : LaissezPasser(Good, more: wrong);
        Assert.StartsWith(expected, await OutcomeAsync(fixture, Lpa, message), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Lpa, Etu)]
    [InlineData(Etu, Lpa)]
    public async Task A_neighbour_does_not_answer_for_the_other(string address, string service)
    {
        await using var fixture = await OfOneOpiAsync();
        var message = service == Lpa ? LaissezPasser(Good) : Recherche(("_codOPI", "17"));
        Assert.StartsWith("Opération inconnue", await OutcomeAsync(fixture, address, message), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nil")]
    [InlineData("absent")]
    public async Task No_child_may_be_nil_or_absent(string how)
    {
        await using var fixture = await OfOneOpiAsync();
        var message = LaissezPasser(Good).Replace("<codStu></codStu>", how == "nil" ? "<codStu xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil='true'/>" : "", StringComparison.Ordinal);
        Assert.EndsWith("- codStu", await OutcomeAsync(fixture, Lpa, message), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_enrolled_is_found_by_OPI_number_by_student_number_and_by_INE()
    {
        await using var fixture = await OfOneOpiAsync();
        Assert.Equal("technical.data.nullretrieve.etudiant", await OutcomeAsync(fixture, Etu, Recherche(("_codOPI", "17"))));

        var codEtu = await EnrolAsync(fixture, "17");
        Assert.Equal(codEtu, await EnrolAsync(fixture, "17"));
        foreach (var (name, value) in new[] { ("_codOPI", "17"), ("_codEtu", codEtu.ToString(CultureInfo.InvariantCulture)), ("_numINE", "123456789AB") })
        {
            using var response = await PostAsync(fixture, Etu, Recherche((name, value), ("_temoinRecupAnnu", "O")));
            var found = Body(await response.Content.ReadAsStringAsync()).Element("recupererIdentifiantsEtudiant_v2Return")!;
            Assert.Equal(
                ["codEtu", "codInd", "emailAnnuaire", "loginAnnuaire", "numBoursier", "numeroINE"], found.Elements().Select(e => e.Name.ToString()));
            Assert.Equal((codEtu.ToString(CultureInfo.InvariantCulture), "123456789AB"), (found.Element("codEtu")!.Value, found.Element("numeroINE")!.Value));
        }

        Assert.Equal("technical.data.nullretrieve.etudiant", await OutcomeAsync(fixture, Etu, Recherche(("_codOPI", "17"), ("_nom", "DURAND"))));
        Assert.Equal("technical.parameter.nullinput.codEtu", await OutcomeAsync(fixture, Etu, Recherche()));
        Assert.Equal("OK", await OutcomeAsync(fixture, Lpa, LaissezPasser([.. Good.Skip(1), ("typLpa", "REINS"), ("codEtu", codEtu.ToString(CultureInfo.InvariantCulture))])));
    }

    [Fact]
    public async Task Faults_can_be_ordered_for_one_service_and_a_reset_comes_after_the_work()
    {
        await using var fixture = await OfOneOpiAsync();
        await fixture.PanneAsync("""{"type":"503","methode":"EtudiantMetier"}""");
        await fixture.PanneAsync("""{"type":"coupure","methode":"LaissezPasserMetier"}""");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => PostAsync(fixture, Lpa, LaissezPasser(Good)));
        using var away = await PostAsync(fixture, Etu, Recherche(("_codOPI", "17")));
        Assert.Equal(503, (int)away.StatusCode);
        Assert.Single((await fixture.EtatAsync())["laissezPasser"]!.AsArray());
    }

    [Fact]
    public async Task The_login_is_asked_for_and_the_contract_is_shown()
    {
        await using var fixture = await OfOneOpiAsync();
        Assert.Contains("mettreAJourLaissezPasserWS_V2", await fixture.Http.GetStringAsync("/services/LaissezPasserMetier?wsdl"), StringComparison.Ordinal);
        Assert.Contains("recupererIdentifiantsEtudiant_v2", await fixture.Http.GetStringAsync("/services/EtudiantMetier?wsdl"), StringComparison.Ordinal);
        fixture.Http.DefaultRequestHeaders.Authorization = null;
        using var response = await PostAsync(fixture, Lpa, LaissezPasser(Good));
        Assert.Equal(401, (int)response.StatusCode);
    }

    private static async Task<ApogeeFixture> OfOneOpiAsync()
    {
        var fixture = await StartAsync(o => o with { VetsConnues = new HashSet<Vet> { new("DRT", "L1DROI", 101) }, CategoriesOuiSi = new HashSet<string> { "OS3" } });
        using var response = await fixture.SendAsync(Individu(), Item(decision: "D"));
        Assert.Equal(200, (int)response.StatusCode);
        return fixture;
    }

    private static async Task<int> EnrolAsync(ApogeeFixture fixture, string codOpi)
    {
        using var response = await fixture.Http.PostAsync("/etudiants", new StringContent($$"""{"codOpiIntEpo":"{{codOpi}}"}"""));
        Assert.Equal(201, (int)response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["codEtu"]!.GetValue<int>();
    }

    private static string Space(string service) => "gouv.education.apogee.commun.servicesmetiers." + service;

    private static string LaissezPasser(IEnumerable<(string Name, string Value)> values, int version = 2, string suffix = "", string more = "")
    {
        string[] names = ["typLpa", "codAnu", "numOPI", "codEtu", "codEtp", "codVrsVet", "codDip", "codVrsVdi", "codRgi", "codStu", "libCmtLpa", "codCatOuiSi", "mtfCat", "codCatExoExt"];
        var given = values.ToDictionary(v => v.Name, v => v.Value);
        var (operation, prefix, count) = version == 1 ? ("mettreAJourLaissezPasserWS", "_", 11) : ("mettreAJourLaissezPasserWS_V2", "", 14);
        return Call(operation, Space(Lpa) + suffix, names.Take(count).Select(n => (prefix + n, given.GetValueOrDefault(n, ""))), more);
    }

    private static string Recherche(params (string Name, string Value)[] values)
    {
        string[] names = ["_codEtu", "_codInd", "_numINE", "_numBoursier", "_codOPI", "_nom", "_prenom", "_dateNaiss", "_temoinRecupAnnu"];
        var given = values.ToDictionary(v => v.Name, v => v.Value);
        return Call("recupererIdentifiantsEtudiant_v2", Space(Etu), names.Select(n => (n, given.GetValueOrDefault(n, ""))), "");
    }

    private static string Call(string operation, string space, IEnumerable<(string Name, string Value)> values, string more) =>
        $"""<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><o:{operation} xmlns:o="{space}">{string.Concat(values.Select(v => $"<{v.Name}>{v.Value}</{v.Name}>"))}{more}</o:{operation}></s:Body></s:Envelope>""";

    private static Task<HttpResponseMessage> PostAsync(ApogeeFixture fixture, string service, string message) =>
        fixture.Http.PostAsync("/services/" + service, new StringContent(message, Encoding.UTF8, "text/xml"));

    private static async Task<string> OutcomeAsync(ApogeeFixture fixture, string service, string message)
    {
        using var response = await PostAsync(fixture, service, message);
        return response.IsSuccessStatusCode ? "OK" : XDocument.Parse(await response.Content.ReadAsStringAsync()).Descendants("faultstring").Single().Value;
    }

    private static XElement Body(string envelope) => XDocument.Parse(envelope).Root!.Elements().Single().Elements().Single();
}
