using System.Net;
using System.Net.Sockets;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.Attaques;

/// <summary>What an XML document can declare or ask for beyond its elements: none of it is ever carried out.</summary>
[Collection(AttackCollection.Name)]
public sealed class EntitesTests(AttackedGateway shared)
{
    private const string Dtd = "Les DTD et les déclarations d'entités sont refusées";

    [Theory]
    [InlineData("<!DOCTYPE e:Envelope>")]
    [InlineData("<!DOCTYPE e:Envelope [<!ELEMENT x ANY>]>")]
    [InlineData("<!DOCTYPE e:Envelope [<!ATTLIST codOpiIntEpo a CDATA 'E9'>]>")]
    public Task A_DTD_is_refused(string doctype) => shared.AssertUnreadableAsync(doctype + Attack.WithoutDeclaration(), Dtd);

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>", "&e;")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"{url}\">]>", "&e;")]
    [InlineData("<!DOCTYPE x SYSTEM \"{url}\">", "")]
    [InlineData("<!DOCTYPE x PUBLIC \"-//X//X\" \"{url}\">", "")]
    [InlineData("<!DOCTYPE x [<!ENTITY % p SYSTEM \"{url}\"> %p;]>", "")]
    public async Task An_external_entity_is_refused_and_nothing_is_fetched(string doctype, string use)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://{listener.LocalEndpoint}/x.dtd";

        await shared.AssertUnreadableAsync(doctype.Replace("{url}", url, StringComparison.Ordinal) + Attack.WithoutDeclaration($"<inconnu>{use}</inconnu>"), Dtd);

        Assert.False(listener.Pending());
    }

    [Fact]
    public Task An_internal_entity_is_refused() =>
        shared.AssertUnreadableAsync("<!DOCTYPE x [<!ENTITY e \"E2\">]>" + Attack.WithoutDeclaration("<inconnu>&e;</inconnu>"), Dtd);

    [Theory]
    [InlineData("&e;")]
    [InlineData("&nbsp;")]
    [InlineData("&eacute;")]
    public Task An_undeclared_entity_is_refused(string entity) =>
        shared.AssertUnreadableAsync(Attack.Sound($"<inconnu>{entity}</inconnu>"), "entité nommée n'existe pas en XML");

    [Fact]
    public Task Entity_expansion_by_powers_is_refused()
    {
        var entities = string.Concat(Enumerable.Range(1, 30).Select(i => $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">"));
        return shared.AssertUnreadableAsync($"<!DOCTYPE x [<!ENTITY l0 \"lol\">{entities}]>" + Attack.WithoutDeclaration("<inconnu>&l30;</inconnu>"), Dtd);
    }

    [Fact]
    public Task Entity_expansion_by_repetition_is_refused() => shared.AssertUnreadableAsync(
        $"<!DOCTYPE x [<!ENTITY l \"{new string('x', 50_000)}\">]>" + Attack.WithoutDeclaration($"<inconnu>{string.Concat(Enumerable.Repeat("&l;", 50_000))}</inconnu>"), Dtd);

    [Theory]
    [InlineData("<?xml-stylesheet href=\"http://exemple.fr/x.xsl\" type=\"text/xsl\"?>", true)]
    [InlineData("<?php echo 1 ?>", true)]
    [InlineData("<?pi?>", false)]
    public Task A_processing_instruction_is_refused(string instruction, bool before) =>
        shared.AssertUnreadableAsync(before ? instruction + Attack.WithoutDeclaration() : Attack.Sound(instruction), "Les instructions de traitement XML sont refusées");

    [Theory]
    [InlineData("&#0;")]
    [InlineData("&#x8;")]
    [InlineData("&#xD800;")]
    [InlineData("&#xFFFE;")]
    [InlineData("&#99999999999;")]
    public Task A_reference_to_a_forbidden_character_is_refused(string reference) =>
        shared.AssertUnreadableAsync(Attack.Sound($"<inconnu>{reference}</inconnu>"), "référence de caractère");
}
