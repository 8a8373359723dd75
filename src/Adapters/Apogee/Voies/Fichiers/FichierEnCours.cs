using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;
using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>One file of a lot while it is written, page by page.</summary>
internal sealed class FichierEnCours(LotRow lot, NatureFichier nature, DispositionFichiers disposition, IPublicationStore store)
    : IDisposable
{
    private readonly FichierPlatWriter _writer = new(disposition, disposition.ColonnesEffectives.Select(c => c.Entete));
    private readonly FileInProgress _file = new(store, lot.Publie, lot.NomDe(nature));
    private int _opi;

    public FileHash Hash => _file.Hash();

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
    public Task FlushAsync(WriteSession session, CancellationToken ct)
    {
        var page = _writer.Take();
        _file.Count(page);
        return _file.AppendAsync(session, page, ct);
    }

    public FichierManifeste Describe() => new(nature, _file.Nom, _writer.Lignes, _opi, _file.Octets, _file.Hash().Sha256);

    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
    }
}
