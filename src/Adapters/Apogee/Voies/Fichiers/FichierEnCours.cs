using System.Security.Cryptography;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>One file of a lot while it is written, page by page: its bytes are counted and hashed on the way.</summary>
internal sealed class FichierEnCours(LotRow lot, NatureFichier nature, DispositionFichiers disposition, ILotStore store) : IDisposable
{
    private readonly FichierPlatWriter _writer = new(disposition, disposition.ColonnesEffectives.Select(c => c.Entete));
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly string _nom = lot.NomDe(nature);
    private long _octets;
    private int _opi;

    /// <summary>Takes those lines of an OPI that belong here.</summary>
    public void Write(LignesOpi opi)
    {
        var before = _writer.Lignes;
        foreach (var ligne in opi.Lignes)
            if (ligne.Defavorable == (nature == NatureFichier.Defavorable))
                _writer.Write(ligne.Valeurs);
        if (_writer.Lignes > before) _opi++;
    }

    /// <summary>Hands what has gathered to the store; the first time even when it is nothing, so that the file exists.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        var page = _writer.Take();
        _hash.AppendData(page);
        _octets += page.Length;
        await store.AppendAsync(lot, _nom, page, ct);
    }

    public FichierManifeste Describe() => new(nature, _nom, _writer.Lignes, _opi, _octets, Convert.ToHexStringLower(_hash.GetCurrentHash()));

    public void Dispose()
    {
        _writer.Dispose();
        _hash.Dispose();
    }
}
