using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Livraisons;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

/// <summary>A content of one version forwarded in another: nothing is lost, or each loss is told.</summary>
public sealed class OpiVersionsTests
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<int, int> Pairs
    {
        get
        {
            var pairs = new TheoryData<int, int>();
            for (var from = 2; from <= 10; from++)
                for (var to = 2; to <= 10; to++) pairs.Add(from, to);
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void What_a_version_receives_is_forwarded_in_another_and_every_loss_is_reported(int from, int to) => Check.One(
        Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(25),
        Prop.ForAll(ContenuGen.Arbitrary(from), contenu =>
        {
            var (expected, losses) = Project(contenu, to);
            var (request, modifications) = Samples.Write(contenu, Samples.Options with { Version = to });
            var read = Assert.IsType<OpiRecu>(OpiMessageReader.Read(Samples.Wrap(request), null));

            Assert.Equal(expected, read.Contenu);
            Assert.Equal(losses.Order(), modifications.Select(m => (m.Champ, m.Avant!)).Order());
            Assert.All(modifications, m => Assert.True(m.Apres is null && m.Raison.StartsWith("non transmis : ", StringComparison.Ordinal)));
            if (to >= from) Assert.Empty(losses);
        }));

    [Fact]
    public void A_block_that_an_older_version_has_not_is_reported_value_by_value()
    {
        var (request, modifications) = Samples.Write(
            OpiContenu.Vide with { DonneesThese = """{"codDip":"DOC","codVrsVdi":"1"}""" }, Samples.Options with { Version = 3 });
        Assert.Empty(request.Descendants("donneesThese"));
        Assert.Equal(
            [new Modification("donneesThese.codDip", "DOC", null, "non transmis : n'existe pas dans la version 3 de l'opération"),
                new Modification("donneesThese.codVrsVdi", "1", null, "non transmis : n'existe pas dans la version 3 de l'opération")],
            modifications);
    }

    [Fact]
    public void A_block_of_which_nothing_can_be_carried_is_nil_and_not_a_block_of_nothing()
    {
        var (request, _) = Samples.Write(OpiContenu.Vide with { Bac = """{"codSpe1BacTer":"SP01"}""" }, Samples.Options with { Version = 9 });
        Assert.Empty(request.Descendants("bac").Single().Elements());
    }

    [Theory]
    [InlineData(7, "1234567890", "A", "1234567890A")]
    [InlineData(10, " 1234567890 ", "A", "1234567890A")]
    [InlineData(7, "1234567890A", "A", "1234567890A")]
    [InlineData(7, "1234567890", null, "1234567890")]
    public void Two_fields_of_an_INE_become_one_for_version_7_and_later(int version, string nne, string? cle, string expected)
    {
        var (request, modifications) = WriteIne(version, nne, cle);
        Assert.Equal(expected, request.Descendants("codNneIndOpi").Single().Value);
        Assert.Empty(request.Descendants("codCleNneIndOpi"));
        Assert.Empty(modifications);
    }

    [Theory]
    [InlineData(2, "1234567890A", null, "1234567890", "A")]
    [InlineData(6, "1234567890", "A", "1234567890", "A")]
    [InlineData(6, "1234567890", null, "1234567890", "")]
    public void One_field_of_an_INE_becomes_two_for_version_6_and_earlier(int version, string nne, string? cle, string expected, string key)
    {
        var (request, modifications) = WriteIne(version, nne, cle);
        Assert.Equal((expected, key), (request.Descendants("codNneIndOpi").Single().Value, request.Descendants("codCleNneIndOpi").Single().Value));
        Assert.Empty(modifications);
    }

    [Theory]
    [InlineData(7, "1234567890A", "B", "1234567890A", "individu.etatCivil.codCleNneIndOpi")]
    [InlineData(7, "12345", "A", "12345A", "individu.etatCivil.codNneIndOpi")]
    [InlineData(7, null, "A", "", "individu.etatCivil.codCleNneIndOpi")]
    [InlineData(10, "1234567890ABC", null, "", "individu.etatCivil.codNneIndOpi")]
    [InlineData(6, "1234567890ABC", null, "", "individu.etatCivil.codNneIndOpi")]
    public void An_INE_that_does_not_fit_is_told_and_never_cut_into_somebody_else_s(int version, string? nne, string? cle, string expected, string champ)
    {
        var (request, modifications) = WriteIne(version, nne, cle);
        Assert.Equal(expected, request.Descendants("codNneIndOpi").Single().Value);
        Assert.Equal(champ, Assert.Single(modifications).Champ);
    }

    [Theory]
    [InlineData(6, "<codNneIndOpi>1234567890</codNneIndOpi><codCleNneIndOpi>a</codCleNneIndOpi>")]
    [InlineData(2, "<codCleNneIndOpi>A</codCleNneIndOpi><codNneIndOpi>1234567890</codNneIndOpi>")]
    [InlineData(3, "<codNneIndOpi> 1234567890A </codNneIndOpi><codCleNneIndOpi>A</codCleNneIndOpi>")]
    [InlineData(7, "<codNneIndOpi>1234567890A</codNneIndOpi>")]
    [InlineData(10, "<codNneIndOpi>1234567890a</codNneIndOpi>")]
    public void A_person_has_the_whole_INE_whatever_version_brought_it(int version, string ine) =>
        Assert.Equal("1234567890A", Samples.Received(Samples.Individu.Replace("<etatCivil>", "<etatCivil>" + ine, StringComparison.Ordinal), version).Contenu.ReadIdentite()!.Ine);

    [Fact]
    public void Blocks_merge_across_versions_and_an_older_one_keeps_what_it_cannot_say()
    {
        var newer = Samples.Received(Samples.Individu + "<bac><codBac>NBGE</codBac><codSpe1BacTer>SP01</codSpe1BacTer></bac>"
            + "<donneesThese><codDip>DOC</codDip></donneesThese><voeux>" + Samples.Wish(extra: "<codCatExoExt>X</codCatExoExt>") + "</voeux>").Contenu;
        var older = Samples.Received(Samples.Individu + "<adresseFixe><lib1>RUE</lib1></adresseFixe><voeux>" + Samples.Wish("L1ECO") + "</voeux>", 2).Contenu;

        var merged = newer.MergeWith(older);
        Assert.Equal((newer.Bac, newer.DonneesThese, older.AdresseFixe, older.Voeux), (merged.Bac, merged.DonneesThese, merged.AdresseFixe, merged.Voeux));
    }

    [Theory]
    [MemberData(nameof(OpiSchemaTests.Versions), MemberType = typeof(OpiSchemaTests))]
    public void A_list_of_wishes_that_says_nothing_is_forwarded_as_nil_and_an_emptied_one_as_one_empty_item(int version)
    {
        foreach (var silent in new[] { "", "<voeux xsi:nil='true'/>", "<voeux/>", "<voeux></voeux>", "<voeux xsi:nil='1'><item/></voeux>" })
        {
            var voeux = Samples.Write(Samples.Received(Samples.Individu + silent, version).Contenu, Samples.Options with { Version = version }).Request.Descendants("voeux").Single();
            Assert.Empty(voeux.Nodes());
            Assert.Equal("true", (string?)voeux.Attribute(System.Xml.Linq.XName.Get("nil", "http://www.w3.org/2001/XMLSchema-instance")));
        }

        var emptied = Samples.Write(Samples.Received(Samples.Individu + "<voeux><item/></voeux>", version).Contenu, Samples.Options with { Version = version }).Request;
        Assert.Equal("", Assert.Single(emptied.Descendants("voeux").Single().Elements("item")).Value);
    }

    [Theory]
    [MemberData(nameof(OpiSchemaTests.Versions), MemberType = typeof(OpiSchemaTests))]
    public void No_key_is_ever_cut(int version)
    {
        var contenu = OpiContenu.Vide with
        {
            Individu = """{"codOpiIntEpo":"12345678901234"}""",
            Voeux = """{"item":[{"codCge":"LONG","codDecVeu":"FF","codDip":"TROPLONGUE","codEtp":"L1DROIT9","codVrsVdi":"1234567890","codVrsVet":"1234567890"}]}""",
        };
        var (request, modifications) = Samples.Write(contenu, Samples.Options with { Version = version });
        Assert.Empty(modifications);
        Assert.Equal(["12345678901234", "LONG", "FF", "TROPLONGUE", "L1DROIT9", "1234567890", "1234567890"],
            new[] { "codOpiIntEpo", "codCge", "codDecVeu", "codDip", "codEtp", "codVrsVdi", "codVrsVet" }.Select(n => request.Descendants(n).Single().Value));
    }

    private static (System.Xml.Linq.XElement Request, IReadOnlyList<Modification> Modifications) WriteIne(int version, string? nne, string? cle)
    {
        var etatCivil = new JsonObject { ["libNomPatIndOpi"] = "DURAND" };
        if (cle is not null) etatCivil["codCleNneIndOpi"] = cle;
        if (nne is not null) etatCivil["codNneIndOpi"] = nne;
        return Samples.Write(OpiContenu.Vide with { Individu = new JsonObject { ["etatCivil"] = etatCivil }.ToJsonString() }, Samples.Options with { Version = version });
    }

    // What should arrive, worked out apart: the INE in the target's form, then everything that the target has no place for taken out.
    private static (OpiContenu Expected, List<(string, string)> Losses) Project(OpiContenu contenu, int version)
    {
        var losses = new List<(string, string)>();
        var expected = OpiContenu.Vide;
        foreach (var bloc in OpiContenu.Blocs)
        {
            if (contenu[bloc] is not { } json) continue;
            var name = char.ToLowerInvariant(bloc.ToString()[0]) + bloc.ToString()[1..];
            var root = JsonNode.Parse(json)!.AsObject();
            if (root["etatCivil"] is JsonObject etatCivil) root["etatCivil"] = Ine(etatCivil, version);
            var type = OpiSchema.Version(version).Donnees.Elements.SingleOrDefault(e => e.Nom == name)?.Type;
            if (Kept(root, type, name, losses) is { } kept) expected = expected.With(bloc, kept.ToJsonString(Plain));
        }

        return (expected, losses);
    }

    private static JsonObject Ine(JsonObject etatCivil, int version)
    {
        var whole = (string?)etatCivil["codCleNneIndOpi"] is { } key ? (string?)etatCivil["codNneIndOpi"] + key : (string?)etatCivil["codNneIndOpi"];
        var result = new JsonObject();
        if (whole is not null && version < 7) (result["codCleNneIndOpi"], result["codNneIndOpi"]) = (whole[10..], whole[..10]);
        else if (whole is not null) result["codNneIndOpi"] = whole;
        foreach (var (name, value) in etatCivil.Where(m => m.Key is not ("codNneIndOpi" or "codCleNneIndOpi"))) result[name] = value!.DeepClone();
        return result;
    }

    private static JsonObject? Kept(JsonObject value, OpiType? type, string path, List<(string, string)> losses)
    {
        var kept = new JsonObject();
        foreach (var (name, member) in value)
        {
            var element = type?.Elements.SingleOrDefault(e => e.Nom == name);
            var place = $"{path}.{name}";
            switch (member)
            {
                case JsonArray items:
                    kept[name] = new JsonArray([.. items.Select((item, i) => (JsonNode?)Kept(item!.AsObject(), element!.Type, $"{place}[{i + 1}]", losses))]);
                    break;
                case JsonObject nested:
                    if (Kept(nested, element?.Type, place, losses) is { } inner) kept[name] = inner;
                    break;
                default:
                    if (element is null) losses.Add((place, (string)member!));
                    else kept[name] = (string)member!;
                    break;
            }
        }

        return kept.Count == 0 ? null : kept;
    }
}
