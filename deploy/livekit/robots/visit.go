package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"time"
)

var (
	formToken     = regexp.MustCompile(`name="csrfmiddlewaretoken" value="([^"]+)"`)
	nameAtTheDoor = regexp.MustCompile(`name="name" value="([^"]*)"`)
	// One pool for all: each robot keeps its connection, as a browser does.
	road = &http.Transport{MaxIdleConnsPerHost: seatsAtMost, IdleConnTimeout: 90 * time.Second}
)

// Visit is a browser without a browser: cookies, forms and calls.
type Visit struct {
	url     string
	browser *http.Client
	etag    string
}

func newVisit(address string) *Visit {
	jar, _ := cookiejar.New(nil)
	return &Visit{url: address, browser: &http.Client{Jar: jar, Transport: road, Timeout: 60 * time.Second}}
}

// enter goes by the personal link through the door: the invitation, the swap for a cookie, the agreement.
// Returns the page where it ended: the lobby, or the room itself.
func (v *Visit) enter(room, pass string) (string, error) {
	invitation := "/rooms/pass/" + pass + "/"
	page, _, err := v.read(invitation)
	if err != nil {
		return "", err
	}
	door, _, err := v.press(invitation, page, url.Values{})
	if err != nil {
		return "", err
	}
	name := "Robot"
	if found := nameAtTheDoor.FindStringSubmatch(door); found != nil && found[1] != "" {
		name = found[1]
	}
	words := url.Values{"agreed": {"yes"}, "name": {name}, "people": {"1"}, "mode": {"video"}}
	_, where, err := v.press("/rooms/"+room+"/door/", door, words)
	return where, err
}

func (v *Visit) read(path string) (string, string, error) {
	request, err := http.NewRequest(http.MethodGet, v.url+path, nil)
	if err != nil {
		return "", "", err
	}
	return v.open(request)
}

func (v *Visit) press(path, page string, words url.Values) (string, string, error) {
	found := formToken.FindStringSubmatch(page)
	if found == nil {
		return "", "", fmt.Errorf("no form on the page before %s", path)
	}
	words.Set("csrfmiddlewaretoken", found[1])
	request, err := http.NewRequest(http.MethodPost, v.url+path, strings.NewReader(words.Encode()))
	if err != nil {
		return "", "", err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Origin", v.url)
	return v.open(request)
}

// ask makes one in-room call; the answer is read into found.
func (v *Visit) ask(path string, words json.RawMessage, found any) error {
	if len(words) == 0 {
		words = json.RawMessage("{}")
	}
	request, err := http.NewRequest(http.MethodPost, v.url+path, bytes.NewReader(words))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Origin", v.url)
	for _, cookie := range v.browser.Jar.Cookies(request.URL) {
		if cookie.Name == "csrftoken" {
			request.Header.Set("X-CSRFToken", cookie.Value)
		}
	}
	answer, _, err := v.open(request)
	if err != nil {
		return err
	}
	return json.Unmarshal([]byte(answer), found)
}

// look fetches the state with its ETag; whether anything was new.
func (v *Visit) look(path string, found any) (bool, error) {
	request, err := http.NewRequest(http.MethodGet, v.url+path, nil)
	if err != nil {
		return false, err
	}
	if v.etag != "" {
		request.Header.Set("If-None-Match", v.etag)
	}
	answer, err := v.browser.Do(request)
	if err != nil {
		return false, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode == http.StatusNotModified {
		return false, err
	}
	if answer.StatusCode >= 400 {
		return false, refusal(answer, body)
	}
	v.etag = answer.Header.Get("ETag")
	return true, json.Unmarshal(body, found)
}

// open returns the body and the path where redirects ended.
func (v *Visit) open(request *http.Request) (string, string, error) {
	answer, err := v.browser.Do(request)
	if err != nil {
		return "", "", err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode >= 400 {
		err = refusal(answer, body)
	}
	return string(body), answer.Request.URL.Path, err
}

func refusal(answer *http.Response, body []byte) error {
	return fmt.Errorf("%s %s: %d %.200s", answer.Request.Method, answer.Request.URL.Path, answer.StatusCode, body)
}
