using Parcoursup.Gateway.Adapters.Exposition.Protocol;

namespace Parcoursup.Gateway.Adapters.Exposition.Client;

/// <summary>Where the reading of a list stands, by what its pages say of the whole; they may change their mind on the way.</summary>
internal sealed class AvancementListe(string nom)
{
    // Pages overlap by some rows, not by whole pages.
    private const int PagesSteriles = 50;
    private const int DecoupagesMaximum = 3;

    private long? _total;
    private long? _totalAvant;
    private int? _pages;
    private int _distincts;
    private int _ecartes;
    private int _steriles;
    private int _lignes;
    private int _decoupages;
    private int? _parPage;

    /// <summary>Why it makes no sense to go on, in French.</summary>
    public string? Panne(PageLue lue) =>
        _steriles >= PagesSteriles ? $"La liste {nom} n'en finit pas : {PagesSteriles} pages de suite n'apportent rien de nouveau."
        : _decoupages > DecoupagesMaximum ? $"La liste {nom} change sans cesse de taille de page ({lue.ParPage} lignes à présent)." : null;

    /// <summary>Its pages hold more rows, or fewer, than those before: it has to be read again from the first.</summary>
    public bool EstRedecoupee(PageLue lue)
    {
        var autre = lue.ParPage is not null && _parPage is not null && lue.ParPage != _parPage;
        _parPage = lue.ParPage ?? _parPage;
        if (autre) (_decoupages, _lignes, _steriles) = (_decoupages + 1, 0, 0);
        return autre;
    }

    /// <returns>True where no page follows.</returns>
    public bool Noter(int page, PageLue lue, int distincts)
    {
        (_totalAvant, _total) = (_total, lue.Total ?? _total);
        _pages = lue.Pages ?? _pages;
        _lignes += lue.Fiches.Count;
        // What is read again brings nothing new before it is past where it was.
        _steriles = distincts > _distincts || _lignes < distincts ? 0 : _steriles + 1;
        _distincts = distincts;
        _ecartes += lue.Avertissements.Count;
        if (_pages is { } pages) return page >= pages;
        // Nothing says how many there are: the first page that is not full is the last.
        return lue.Fiches.Count == 0 || (lue.ParPage is { } parPage && lue.Fiches.Count + lue.Avertissements.Count < parPage);
    }

    public IEnumerable<string> Avertissements(bool last)
    {
        if (_totalAvant is { } avant && _total is { } total && avant != total)
            yield return $"La liste {nom} a changé pendant sa lecture : {avant} enregistrements annoncés, puis {total}.";
        if (last && _total is { } annonces && _distincts + _ecartes < annonces)
            yield return $"La liste {nom} annonce {annonces} enregistrements, {_distincts} différents sont venus : ses pages se "
                + "chevauchent. Ce qui manque se demande un à un (--mode unitaire).";
    }
}
