using System.Net;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Engine.Tests.Ground.Security;

/// <summary>Rule J1: what an address is does not depend on how it is written, nor on what it is wrapped in.</summary>
public sealed class NatureAdresseTests
{
    public static TheoryData<string, string> Adresses => new()
    {
        { "127.0.0.1", "Boucle" }, { "127.255.255.254", "Boucle" }, { "::1", "Boucle" }, { "::ffff:127.0.0.1", "Boucle" },
        { "64:ff9b::7f00:1", "Boucle" }, { "2002:7f00:1::1", "Boucle" }, { "::127.0.0.1", "Boucle" },
        { "169.254.169.254", "Interdite" }, { "169.253.255.255", "Ordinaire" }, { "169.255.0.0", "Ordinaire" },
        { "0.0.0.0", "Interdite" }, { "0.255.255.255", "Interdite" }, { "1.0.0.0", "Ordinaire" },
        { "223.255.255.255", "Ordinaire" }, { "224.0.0.1", "Interdite" }, { "239.255.255.255", "Interdite" }, { "240.0.0.1", "Ordinaire" },
        { "255.255.255.255", "Interdite" }, { "255.255.255.254", "Ordinaire" },
        { "::", "Interdite" }, { "fe80::1", "Interdite" }, { "ff02::1", "Interdite" },
        { "::ffff:169.254.169.254", "Interdite" }, { "64:ff9b::a9fe:a9fe", "Interdite" }, { "2002:a9fe:a9fe::1", "Interdite" },
        { "::a9fe:a9fe", "Interdite" },
        { "10.0.0.1", "Ordinaire" }, { "192.168.1.1", "Ordinaire" }, { "2001:db8::1", "Ordinaire" }, { "fd00::1", "Ordinaire" },
        { "64:ff9b::a00:1", "Ordinaire" }, { "2002:a00:1::1", "Ordinaire" }, { "64:ff9b:1::a9fe:a9fe", "Ordinaire" },
    };

    [Theory]
    [MemberData(nameof(Adresses))]
    public void An_address_is_what_it_leads_to(string address, string nature) =>
        Assert.Equal(nature, NatureAdresse.Of(IPAddress.Parse(address)).ToString());
}
