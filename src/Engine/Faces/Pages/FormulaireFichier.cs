using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Parcoursup.Gateway.Engine.Faces.Pages;

/// <summary>
/// A form that brings a file, read in the order in which it comes: its token, its other fields, then the file as a stream. Nothing of the
/// file is gathered here, and of a form whose token is wrong nothing else is read.
/// </summary>
public sealed class FormulaireFichier
{
    private const int LongestBoundary = 100;
    private const int LongestField = 4096;
    private const int MostFields = 20;
    private const int Step = 64 * 1024;

    private readonly MultipartReader _parts;
    private int _lus;
    private readonly Dictionary<string, string> _champs = new(StringComparer.Ordinal);

    private FormulaireFichier(string boundary, Stream body) => _parts = new MultipartReader(boundary, body);

    /// <summary>A field that stands before the file; empty when there is none.</summary>
    public string this[string champ] => _champs.GetValueOrDefault(champ, "");

    /// <summary>Null when nobody chose one.</summary>
    public Stream? Fichier { get; private set; }

    /// <summary>As whoever sent it called it, without its folders.</summary>
    public string? Nom { get; private set; }

    /// <summary>Begins to read the form of this call: its first field, when that is the one that is asked for.</summary>
    /// <returns>Null when the body is no such form, or begins otherwise.</returns>
    public static async Task<string?> CommencerAsync(HttpContext http, string champ)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= LongestBoundary } boundary) return null;
        var form = new FormulaireFichier(boundary, http.Request.Body);
        http.Features.Set(form);
        await form.AvancerAsync(http.RequestAborted);
        return form._champs.GetValueOrDefault(champ);
    }

    /// <summary>The form of this call with all its fields, up to the beginning of its file.</summary>
    public static async Task<FormulaireFichier> LireAsync(HttpContext http)
    {
        var form = http.Features.Get<FormulaireFichier>() ?? throw PartieFichier.Malformed();
        while (form.Fichier is null && await form.AvancerAsync(http.RequestAborted))
            if (form._lus > MostFields)
                throw PartieFichier.Malformed();
        return form;
    }

    /// <summary>The whole file in memory, for whoever reads it more than once; null when it is larger.</summary>
    public async Task<byte[]?> ContenuAsync(int plusGrand, CancellationToken ct)
    {
        if (Fichier is null) return null;
        using var gathered = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(Step);
        try
        {
            while (await Fichier.ReadAsync(buffer, ct) is > 0 and var read)
            {
                if (gathered.Length + read > plusGrand) return null;
                gathered.Write(buffer, 0, read);
            }

            return gathered.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // The next part; false behind the last one.
    private async Task<bool> AvancerAsync(CancellationToken ct)
    {
        if (await PartieFichier.ReadAsync(() => _parts.ReadNextSectionAsync(ct)) is not { } part) return false;
        if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var what) || what.Name.Length == 0)
            throw PartieFichier.Malformed();
        _lus++;
        if (what.IsFileDisposition()) (Nom, Fichier) = (NameOf(what), new PartieFichier(part.Body));
        else _champs[HeaderUtilities.RemoveQuotes(what.Name).ToString()] = await TextAsync(part.Body, ct);
        return true;
    }

    private static async Task<string> TextAsync(Stream part, CancellationToken ct)
    {
        var text = new byte[LongestField + 1];
        await using var readable = new PartieFichier(part);
        var read = await readable.ReadAtLeastAsync(text, text.Length, throwOnEndOfStream: false, ct);
        return read <= LongestField ? Encoding.UTF8.GetString(text, 0, read) : throw PartieFichier.Malformed();
    }

    private static string NameOf(ContentDispositionHeaderValue what) =>
        NomFichier.De(HeaderUtilities.RemoveQuotes(what.FileNameStar.Length > 0 ? what.FileNameStar : what.FileName).ToString());
}
