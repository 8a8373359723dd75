using System.Security.Cryptography;

namespace Parcoursup.Gateway.Adapters.Catalogue.Tests.Protocol;

/// <summary>One key for all tests: making one takes its time.</summary>
internal static class Cles
{
    public static readonly RSA Rsa = RSA.Create(2048);

    public static Adapters.Catalogue.Protocol.ClePrivee Privee() =>
        Adapters.Catalogue.Protocol.ClePrivee.Importer(Rsa.ExportPkcs8PrivateKeyPem(), "cle.pem");
}
