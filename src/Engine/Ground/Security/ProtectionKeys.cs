using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// Keeps the data-protection keys in the database, so that every node and every backup has them (rule I3). The framework
/// writes beside each key which class unwraps it; the database keeps the name that this class had in the first version,
/// so that keys are read wherever the class stands today, and by nodes of the former version during a rolling restart.
/// </summary>
internal sealed class DatabaseKeyRepository(Database database) : IXmlRepository
{
    private const string StoredName =
        "Parcoursup.Gateway.Security.MasterKeyDecryptor, gateway, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null";

    private static readonly string TodaysName = typeof(MasterKeyDecryptor).AssemblyQualifiedName!;

    // The interface of the framework is synchronous; it is called once at start and at each key rotation, off any request.
    public IReadOnlyCollection<XElement> GetAllElements() =>
    [
        .. Run(ct => database.QueryAsync<string>("SELECT xml FROM cle_protection ORDER BY id", null, ct))
            .Select(xml => Named(XElement.Parse(xml), TodaysName)),
    ];

    public void StoreElement(XElement element, string friendlyName) =>
        Run(ct => database.ExecuteAsync(
            "INSERT INTO cle_protection (id, xml) VALUES (@id, @xml) ON CONFLICT (id) DO NOTHING",
            new { id = friendlyName, xml = Named(new XElement(element), StoredName).ToString(SaveOptions.DisableFormatting) }, ct));

    private static XElement Named(XElement key, string name)
    {
        foreach (var attribute in key.DescendantsAndSelf().Attributes("decryptorType"))
            if (attribute.Value.Contains($".{nameof(MasterKeyDecryptor)},", StringComparison.Ordinal))
                attribute.Value = name;
        return key;
    }

    private static T Run<T>(Func<CancellationToken, Task<T>> work) =>
        Task.Run(() => work(CancellationToken.None)).GetAwaiter().GetResult();
}

/// <summary>Wraps a data-protection key with the master key.</summary>
internal sealed class MasterKeyEncryptor(MasterKey master) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = System.Text.Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        return new EncryptedXmlInfo(
            new XElement("cle", Convert.ToBase64String(master.Encrypt(plain))), typeof(MasterKeyDecryptor));
    }
}

/// <summary>Unwraps what <see cref="MasterKeyEncryptor"/> wrapped; made by the framework.</summary>
internal sealed class MasterKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(System.Text.Encoding.UTF8.GetString(
            services.GetRequiredService<MasterKey>().Decrypt(Convert.FromBase64String(encryptedElement.Value))));
}
